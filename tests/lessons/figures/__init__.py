"""The units' figures: what holds for every picture, and what each one shows."""
