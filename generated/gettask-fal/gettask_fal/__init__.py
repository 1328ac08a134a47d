"""Typed client of the fal queue API."""

from .client import AuthenticatedClient, Client

__all__ = ["AuthenticatedClient", "Client"]
