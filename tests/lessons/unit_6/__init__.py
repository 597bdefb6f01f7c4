"""Unit 6: every number in its prose, computed again by the grader's reference."""
