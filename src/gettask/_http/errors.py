"""The limits that all transports share, and the errors of requests without a usable response."""

from __future__ import annotations

from .._redact import redact
from ..errors import TransportError

MAX_BODY = 64 << 20
"""Bytes that the body of a response may have."""

MAX_CONCURRENCY = 256
"""Requests of one async client at once at most; the others wait for their turn outside of their timeout."""

TOO_SLOW = "the response took longer than the timeout"

TOO_LARGE = f"the response has more than {MAX_BODY} bytes"


def invalid_url(url: str, error: Exception) -> TransportError:
    """Return the error of a request whose URL cannot be used."""
    invalid = TransportError(f"Cannot send a request to {redact(url)}: {redact(str(error))}.", sent=False)
    invalid.retryable = False
    return invalid


def no_response(url: str, error: Exception, *, sent: bool) -> TransportError:
    """Return the error of a request without a response.

    Args:
        url: Where it was sent.
        error: What the HTTP library raised.
        sent: Whether bytes of the request may have left.
    """
    reason = redact(str(error)).rstrip(".") or type(error).__name__
    advice = "" if sent else " Check the network and base_url."
    return TransportError(f"No response from {redact(url)}: {reason}.{advice}", sent=sent)
