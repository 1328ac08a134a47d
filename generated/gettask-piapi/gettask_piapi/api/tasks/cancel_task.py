from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ..._requests import json_body
from ...client import AuthenticatedClient, Client
from ...models import CancelReply, ErrorReply
from ...types import Response


def _get_kwargs(
    task_id: str,
) -> dict[str, Any]:
    kwargs: dict[str, Any] = {"method": "delete"}
    kwargs["url"] = "/api/v1/task/" + quote(str(task_id), safe="")
    return kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CancelReply | ErrorReply | None:
    if response.status_code == 200:
        response_200: CancelReply = CancelReply.from_dict(json_body(response))
        return response_200
    if response.status_code == 400:
        response_400: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_400
    if response.status_code == 401:
        response_401: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_401
    if response.status_code == 404:
        response_404: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_404
    if response.status_code == 500:
        response_500: ErrorReply = ErrorReply.from_dict(json_body(response))
        return response_500
    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CancelReply | ErrorReply]:
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
) -> Response[CancelReply | ErrorReply]:
    """Cancel a task

    Only a pending task can be cancelled; one that is processing runs to its end. The pages of
    Kling, Midjourney and Luma document it; for the Qubico models it is not confirmed, and
    PiAPI's command line names Kling and Midjourney alone.

    Args:
        task_id: Length: at least 1 characters.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    kwargs = _get_kwargs(
        task_id=task_id,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    task_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> CancelReply | ErrorReply | None:
    """Cancel a task

    Only a pending task can be cancelled; one that is processing runs to its end. The pages of
    Kling, Midjourney and Luma document it; for the Qubico models it is not confirmed, and
    PiAPI's command line names Kling and Midjourney alone.

    Args:
        task_id: Length: at least 1 characters.

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
    ).parsed


async def asyncio_detailed(
    task_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[CancelReply | ErrorReply]:
    """Cancel a task

    Only a pending task can be cancelled; one that is processing runs to its end. The pages of
    Kling, Midjourney and Luma document it; for the Qubico models it is not confirmed, and
    PiAPI's command line names Kling and Midjourney alone.

    Args:
        task_id: Length: at least 1 characters.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
    """
    kwargs = _get_kwargs(
        task_id=task_id,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    task_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> CancelReply | ErrorReply | None:
    """Cancel a task

    Only a pending task can be cancelled; one that is processing runs to its end. The pages of
    Kling, Midjourney and Luma document it; for the Qubico models it is not confirmed, and
    PiAPI's command line names Kling and Midjourney alone.

    Args:
        task_id: Length: at least 1 characters.

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
        )
    ).parsed
