"""Tests of the reference, one module for each idea."""
