"""The parts of the public page: each a chart with its finding, its table and its doubts."""
