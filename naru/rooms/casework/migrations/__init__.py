"""The tables of casework, made and changed."""
