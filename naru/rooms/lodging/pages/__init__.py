"""Pages of the lodging room, one file a verb."""
