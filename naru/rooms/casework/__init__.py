"""Casework: who somebody is, what they need, with whom they came, who stands beside them."""
