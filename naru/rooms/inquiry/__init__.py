"""Interviews, statements, exhibits and findings."""
