"""Typed client of the BFL API."""

from .client import AuthenticatedClient, Client

__all__ = ["AuthenticatedClient", "Client"]
