"""The pages of the rights room, one a verb."""
