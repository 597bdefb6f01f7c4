"""Unit 4: every number in its prose, computed again without the course's code."""
