"""The rooms of the centre; none imports another."""
