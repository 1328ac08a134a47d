"""Typed client of the Tripo API v3."""

from .client import AuthenticatedClient, Client

__all__ = ["AuthenticatedClient", "Client"]
