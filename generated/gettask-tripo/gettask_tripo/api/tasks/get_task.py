from __future__ import annotations

from typing import Any, Literal
from urllib.parse import quote

import httpx

from ... import errors
from ..._requests import given, json_body
from ...client import AuthenticatedClient, Client
from ...models import ErrorReply, GetTaskReply
from ...types import UNSET, Response, Unset


def _get_kwargs(
    task_id: str,
    *,
    step: Literal[1] | Unset = UNSET,
) -> dict[str, Any]:
    kwargs: dict[str, Any] = {"method": "get"}
    kwargs["url"] = "/tasks/" + quote(str(task_id), safe="")
    kwargs["params"] = given(
        {
            "step": step,
        }
    )
    return kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorReply | GetTaskReply | None:
    if response.status_code == 200:
        response_200: GetTaskReply = GetTaskReply.from_dict(json_body(response))
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
) -> Response[ErrorReply | GetTaskReply]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    task_id: str,
    *,
    client: AuthenticatedClient | Client,
    step: Literal[1] | Unset = UNSET,
) -> Response[ErrorReply | GetTaskReply]:
    """Get a task

    Returns the task as it stands; repeat every two to five seconds until the status is
    terminal. Polls count towards no limit, and there is no WebSocket. A task of another account
    is not found.

    Args:
        task_id: Length: at least 1 characters.
        step: See the spec.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    kwargs = _get_kwargs(
        task_id=task_id,
        step=step,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    task_id: str,
    *,
    client: AuthenticatedClient | Client,
    step: Literal[1] | Unset = UNSET,
) -> ErrorReply | GetTaskReply | None:
    """Get a task

    Returns the task as it stands; repeat every two to five seconds until the status is
    terminal. Polls count towards no limit, and there is no WebSocket. A task of another account
    is not found.

    Args:
        task_id: Length: at least 1 characters.
        step: See the spec.

    Returns:
        The parsed body; None for an undocumented status.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    return sync_detailed(
        task_id=task_id,
        client=client,
        step=step,
    ).parsed


async def asyncio_detailed(
    task_id: str,
    *,
    client: AuthenticatedClient | Client,
    step: Literal[1] | Unset = UNSET,
) -> Response[ErrorReply | GetTaskReply]:
    """Get a task

    Returns the task as it stands; repeat every two to five seconds until the status is
    terminal. Polls count towards no limit, and there is no WebSocket. A task of another account
    is not found.

    Args:
        task_id: Length: at least 1 characters.
        step: See the spec.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    kwargs = _get_kwargs(
        task_id=task_id,
        step=step,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    task_id: str,
    *,
    client: AuthenticatedClient | Client,
    step: Literal[1] | Unset = UNSET,
) -> ErrorReply | GetTaskReply | None:
    """Get a task

    Returns the task as it stands; repeat every two to five seconds until the status is
    terminal. Polls count towards no limit, and there is no WebSocket. A task of another account
    is not found.

    Args:
        task_id: Length: at least 1 characters.
        step: See the spec.

    Returns:
        The parsed body; None for an undocumented status.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    return (
        await asyncio_detailed(
            task_id=task_id,
            client=client,
            step=step,
        )
    ).parsed
