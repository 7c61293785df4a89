"""Naru runs a refugee reception centre, and plans it."""

__version__ = "0.1.0"
