"""SQLite with one line of writers, one checkpointer and a closed schema."""
