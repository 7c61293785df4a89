"""The tables of the ruling room, made and changed."""
