"""The pages of the settlement room."""
