"""PostgreSQL with an owner who makes the tables, and an app role that can't change what is kept."""
