"""Settlement: library, driving practice, courses, and the record that a person takes along."""
