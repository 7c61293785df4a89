"""The public pages: no sign-in, nothing of the live centre."""
