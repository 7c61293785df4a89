"""One module a script: each reads a text as Korean names (`read(text, slips)`)."""
