"""Tests of the ruling room."""
