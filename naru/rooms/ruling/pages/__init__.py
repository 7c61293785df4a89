"""The pages of the ruling room, one module a verb."""
