"""The pages of the inquiry room, one a verb."""
