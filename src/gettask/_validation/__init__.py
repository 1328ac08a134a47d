"""Requests held against the effective spec before they are sent."""
