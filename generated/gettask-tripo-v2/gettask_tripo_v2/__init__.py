"""Typed client of the Tripo API v2."""

from .client import AuthenticatedClient, Client

__all__ = ["AuthenticatedClient", "Client"]
