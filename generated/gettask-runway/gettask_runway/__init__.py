"""Typed client of the Runway API."""

from .client import AuthenticatedClient, Client

__all__ = ["AuthenticatedClient", "Client"]
