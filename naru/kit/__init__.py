"""The design system: knows no refugee."""
