"""The pages of the infirmary."""
