from __future__ import annotations

from typing import Any, Literal

import httpx

from ... import errors
from ..._requests import given, json_body
from ...client import AuthenticatedClient, Client
from ...models import ErrorReply
from ...types import Response


def _get_kwargs(
    *,
    created_before: int,
    model: Literal["kling", "midjourney", "suno", "luma", "all"],
) -> dict[str, Any]:
    kwargs: dict[str, Any] = {"method": "delete"}
    kwargs["url"] = "/api/v1/tasks"
    kwargs["params"] = given(
        {
            "created_before": created_before,
            "model": model,
        }
    )
    return kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorReply | None:
    if response.status_code == 200:
        return None
    if response.status_code == 400:
        response_400: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_400
    if response.status_code == 401:
        response_401: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_401
    if response.status_code == 500:
        response_500: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_500
    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ErrorReply]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    created_before: int,
    model: Literal["kling", "midjourney", "suno", "luma", "all"],
) -> Response[ErrorReply]:
    """Cancel many tasks

    Cancels the pending tasks of a family of models that were created before a moment.

    Args:
        created_before: Unit: unix-s.
        model: See the spec.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    kwargs = _get_kwargs(
        created_before=created_before,
        model=model,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    created_before: int,
    model: Literal["kling", "midjourney", "suno", "luma", "all"],
) -> ErrorReply | None:
    """Cancel many tasks

    Cancels the pending tasks of a family of models that were created before a moment.

    Args:
        created_before: Unit: unix-s.
        model: See the spec.

    Returns:
        The parsed body; None for an undocumented status.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    return sync_detailed(
        client=client,
        created_before=created_before,
        model=model,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    created_before: int,
    model: Literal["kling", "midjourney", "suno", "luma", "all"],
) -> Response[ErrorReply]:
    """Cancel many tasks

    Cancels the pending tasks of a family of models that were created before a moment.

    Args:
        created_before: Unit: unix-s.
        model: See the spec.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    kwargs = _get_kwargs(
        created_before=created_before,
        model=model,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    created_before: int,
    model: Literal["kling", "midjourney", "suno", "luma", "all"],
) -> ErrorReply | None:
    """Cancel many tasks

    Cancels the pending tasks of a family of models that were created before a moment.

    Args:
        created_before: Unit: unix-s.
        model: See the spec.

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
            created_before=created_before,
            model=model,
        )
    ).parsed
