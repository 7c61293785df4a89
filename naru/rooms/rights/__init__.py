"""Rights: counsel, leaving, the length of the stay, one's own data, complaints."""
