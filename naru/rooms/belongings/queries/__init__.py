"""Reads of the property room."""
