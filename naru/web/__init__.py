"""The shell around the rooms: queue, search, resident page, walls."""
