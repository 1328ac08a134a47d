from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ..._decoding import decode
from ..._requests import given, json_body
from ...client import AuthenticatedClient, Client
from ...models import AnyTask, ErrorReply
from ...types import UNSET, Response, Unset


def _get_kwargs(
    request_id: str,
    *,
    logs: str | Unset = UNSET,
) -> dict[str, Any]:
    kwargs: dict[str, Any] = {"method": "get"}
    kwargs["url"] = "/fal-ai/flux/requests/" + quote(str(request_id), safe="") + "/status"
    kwargs["params"] = given(
        {
            "logs": logs,
        }
    )
    return kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AnyTask | ErrorReply | None:
    if response.status_code == 200:
        response_200: AnyTask = decode(AnyTask, json_body(response))
        return response_200
    if response.status_code == 401:
        response_401: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_401
    if response.status_code == 404:
        response_404: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_404
    if response.status_code == 429:
        response_429: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_429
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
    request_id: str,
    *,
    client: AuthenticatedClient | Client,
    logs: str | Unset = UNSET,
) -> Response[AnyTask | ErrorReply]:
    """Get the status of a task

    Returns the task as it stands, without its result.

    Args:
        request_id: Length: at least 1 characters.
        logs: See the spec.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    kwargs = _get_kwargs(
        request_id=request_id,
        logs=logs,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    request_id: str,
    *,
    client: AuthenticatedClient | Client,
    logs: str | Unset = UNSET,
) -> AnyTask | ErrorReply | None:
    """Get the status of a task

    Returns the task as it stands, without its result.

    Args:
        request_id: Length: at least 1 characters.
        logs: See the spec.

    Returns:
        The parsed body; None for an undocumented status.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    return sync_detailed(
        request_id=request_id,
        client=client,
        logs=logs,
    ).parsed


async def asyncio_detailed(
    request_id: str,
    *,
    client: AuthenticatedClient | Client,
    logs: str | Unset = UNSET,
) -> Response[AnyTask | ErrorReply]:
    """Get the status of a task

    Returns the task as it stands, without its result.

    Args:
        request_id: Length: at least 1 characters.
        logs: See the spec.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    kwargs = _get_kwargs(
        request_id=request_id,
        logs=logs,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    request_id: str,
    *,
    client: AuthenticatedClient | Client,
    logs: str | Unset = UNSET,
) -> AnyTask | ErrorReply | None:
    """Get the status of a task

    Returns the task as it stands, without its result.

    Args:
        request_id: Length: at least 1 characters.
        logs: See the spec.

    Returns:
        The parsed body; None for an undocumented status.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    return (
        await asyncio_detailed(
            request_id=request_id,
            client=client,
            logs=logs,
        )
    ).parsed
