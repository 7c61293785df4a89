"""A fictional, lived-in centre."""
