"""The pages of reception, one a verb."""
