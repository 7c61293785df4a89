"""Lodging: rooms and beds, who sleeps where, and what is broken."""
