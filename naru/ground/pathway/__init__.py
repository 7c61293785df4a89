"""The conductor: the only writer of where a person stands on the pathway."""
