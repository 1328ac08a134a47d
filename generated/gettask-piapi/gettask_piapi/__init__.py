"""Typed client of the PiAPI task API."""

from .client import AuthenticatedClient, Client

__all__ = ["AuthenticatedClient", "Client"]
