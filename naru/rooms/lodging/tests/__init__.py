"""Tests of the lodging room."""
