"""Attacks on what Naru promises: `make attack` runs the long ones, `make test` the short ones."""
