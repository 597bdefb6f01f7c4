"""What the units of the course import: figures, and later widgets and data."""
