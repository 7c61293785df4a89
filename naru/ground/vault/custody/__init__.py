"""Who holds the keys: the custodian, in this process or an agent of its own (no database)."""
