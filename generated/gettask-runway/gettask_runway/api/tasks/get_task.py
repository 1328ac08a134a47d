from __future__ import annotations

from typing import Any, Literal
from urllib.parse import quote

import httpx

from ... import errors
from ..._decoding import decode
from ..._requests import json_body, texts
from ...client import AuthenticatedClient, Client
from ...models import AnyTask, ErrorReply
from ...types import Response


def _get_kwargs(
    id: str,
    *,
    x_runway_version: Literal["2024-11-06"],
) -> dict[str, Any]:
    kwargs: dict[str, Any] = {"method": "get"}
    kwargs["url"] = "/tasks/" + quote(str(id), safe="")
    kwargs["headers"] = texts(
        {
            "X-Runway-Version": x_runway_version,
        }
    )
    return kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AnyTask | ErrorReply | None:
    if response.status_code == 200:
        response_200: AnyTask = decode(AnyTask, json_body(response))
        return response_200
    if response.status_code == 400:
        response_400: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_400
    if response.status_code == 401:
        response_401: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_401
    if response.status_code == 403:
        response_403: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_403
    if response.status_code == 404:
        response_404: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_404
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
) -> Response[AnyTask | ErrorReply]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    id: str,
    *,
    client: AuthenticatedClient | Client,
    x_runway_version: Literal["2024-11-06"],
) -> Response[AnyTask | ErrorReply]:
    """Get a task

    Returns the task as it stands. Not more often than once every five seconds for a given task.

    Args:
        id: Length: at least 1 characters.
        x_runway_version: See the spec.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    kwargs = _get_kwargs(
        id=id,
        x_runway_version=x_runway_version,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    id: str,
    *,
    client: AuthenticatedClient | Client,
    x_runway_version: Literal["2024-11-06"],
) -> AnyTask | ErrorReply | None:
    """Get a task

    Returns the task as it stands. Not more often than once every five seconds for a given task.

    Args:
        id: Length: at least 1 characters.
        x_runway_version: See the spec.

    Returns:
        The parsed body; None for an undocumented status.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    return sync_detailed(
        id=id,
        client=client,
        x_runway_version=x_runway_version,
    ).parsed


async def asyncio_detailed(
    id: str,
    *,
    client: AuthenticatedClient | Client,
    x_runway_version: Literal["2024-11-06"],
) -> Response[AnyTask | ErrorReply]:
    """Get a task

    Returns the task as it stands. Not more often than once every five seconds for a given task.

    Args:
        id: Length: at least 1 characters.
        x_runway_version: See the spec.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    kwargs = _get_kwargs(
        id=id,
        x_runway_version=x_runway_version,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    id: str,
    *,
    client: AuthenticatedClient | Client,
    x_runway_version: Literal["2024-11-06"],
) -> AnyTask | ErrorReply | None:
    """Get a task

    Returns the task as it stands. Not more often than once every five seconds for a given task.

    Args:
        id: Length: at least 1 characters.
        x_runway_version: See the spec.

    Returns:
        The parsed body; None for an undocumented status.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    return (
        await asyncio_detailed(
            id=id,
            client=client,
            x_runway_version=x_runway_version,
        )
    ).parsed
