"""Attacks on the storage: nothing acknowledged is lost."""
