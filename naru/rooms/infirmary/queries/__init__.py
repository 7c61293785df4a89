"""Reads of the infirmary, shaped for its pages."""
