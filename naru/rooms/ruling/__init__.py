"""The ruling: disclosed, drafted by one, decided by another, served with its remedy."""
