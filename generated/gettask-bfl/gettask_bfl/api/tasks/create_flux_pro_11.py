from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ..._json import encode
from ..._requests import json_body
from ...client import AuthenticatedClient, Client
from ...models import CreatedTask, ErrorReply
from ...types import Response

if TYPE_CHECKING:
    from ...models import FluxPro11Request


def _get_kwargs(
    *,
    body: FluxPro11Request,
) -> dict[str, Any]:
    kwargs: dict[str, Any] = {"method": "post"}
    kwargs["url"] = "/flux-pro-1.1"
    kwargs["json"] = encode(body)
    kwargs.setdefault("headers", {})["Content-Type"] = "application/json"
    return kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CreatedTask | ErrorReply | None:
    if response.status_code == 200:
        response_200: CreatedTask = CreatedTask.from_dict(json_body(response))
        return response_200
    if response.status_code == 400:
        response_400: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_400
    if response.status_code == 401:
        response_401: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_401
    if response.status_code == 402:
        response_402: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_402
    if response.status_code == 429:
        response_429: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_429
    if response.status_code == 500:
        response_500: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_500
    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CreatedTask | ErrorReply]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: FluxPro11Request,
) -> Response[CreatedTask | ErrorReply]:
    """Make an image from words

    Args:
        body: The SDK wants a prompt or an image; whether the API does is not known.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    kwargs = _get_kwargs(
        body=body,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: FluxPro11Request,
) -> CreatedTask | ErrorReply | None:
    """Make an image from words

    Args:
        body: The SDK wants a prompt or an image; whether the API does is not known.

    Returns:
        The parsed body; None for an undocumented status.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: FluxPro11Request,
) -> Response[CreatedTask | ErrorReply]:
    """Make an image from words

    Args:
        body: The SDK wants a prompt or an image; whether the API does is not known.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    kwargs = _get_kwargs(
        body=body,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: FluxPro11Request,
) -> CreatedTask | ErrorReply | None:
    """Make an image from words

    Args:
        body: The SDK wants a prompt or an image; whether the API does is not known.

    Returns:
        The parsed body; None for an undocumented status.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
