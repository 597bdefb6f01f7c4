"""The open projects: their notebooks, their self-checks, the learner's own files."""
