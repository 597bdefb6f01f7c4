"""Hostile, malformed and odd submissions, each with the mark that it deserves.

A module a family, each with its `CASES`. All are graded as one class by the public
command; then the marks, the host and the pages are looked at.
"""
