"""Requests that no usable reply came to, and what is said of them."""

from __future__ import annotations

from .errors import TransportError
from .redact import redact

LARGEST_REPLY = 64 << 20
"""Bytes that a reply of the API may have."""

TOO_LARGE = f"the reply has more than {LARGEST_REPLY} bytes"


def no_request(url: str, error: Exception) -> TransportError:
    """Return the error of a URL that cannot be asked."""
    refused = TransportError(f"Cannot ask {redact(url)}: {redact(str(error))}.", sent=False)
    refused.retryable = False
    return refused


def no_reply(url: str, error: Exception, *, sent: bool) -> TransportError:
    """Return the error of a request without a reply; `sent` says whether bytes of it may have left."""
    reason = redact(str(error)).rstrip(".") or type(error).__name__
    advice = "" if sent else " Check the network and base_url."
    return TransportError(f"No reply from {redact(url)}: {reason}.{advice}", sent=sent)
