"""Requests, responses and what carries them."""
