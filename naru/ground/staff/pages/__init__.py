"""Pages of staff: sign-in, the own account, the administrator's list."""
