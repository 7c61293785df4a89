"""What the public and the planners read: the published figures, with sources and contradictions."""
