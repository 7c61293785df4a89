"""The reference workloads written for other simulators, by hand and as their manuals advise."""
