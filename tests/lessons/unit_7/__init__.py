"""Unit 7: every number in its prose, computed again without the course's code."""
