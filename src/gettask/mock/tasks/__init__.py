"""Simulated tasks: their plans, their progress, the store that keeps them."""
