"""The pure rules of a centre: no framework, no wall clock, no input or output, no randomness."""
