"""Pages of the departure room: one a verb."""
