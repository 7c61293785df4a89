"""From the official arrivals and stated assumptions to expected arrivals."""
