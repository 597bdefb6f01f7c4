"""Unit 3: every number in its prose, computed again without the course's code."""
