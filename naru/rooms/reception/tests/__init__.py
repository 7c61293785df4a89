"""What reception promises, in tests."""
