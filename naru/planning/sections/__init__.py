"""The parts of the public page: each a chart with its finding as title, its table and its doubts."""
