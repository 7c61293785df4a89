"""Belongings: what a person brings stays theirs, item by item, from hand to hand and back."""
