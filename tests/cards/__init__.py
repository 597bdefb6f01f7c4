"""Tests of the calibration card."""
