from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...decoding import json_body
from ...models.cancel_reply import CancelReply
from ...models.error_reply import ErrorReply
from ...types import Response


def _get_kwargs(
    task_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/api/v1/task/{task_id}".format(
            task_id=quote(str(task_id), safe=""),
        ),
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CancelReply | ErrorReply | None:
    if response.status_code == 200:
        value = json_body(response)
        value = CancelReply.from_dict(value)
        response_200: CancelReply = value
        return response_200

    if response.status_code == 400:
        value = json_body(response)
        value = ErrorReply.from_dict(value)
        response_400: ErrorReply = value
        return response_400

    if response.status_code == 401:
        value = json_body(response)
        value = ErrorReply.from_dict(value)
        response_401: ErrorReply = value
        return response_401

    if response.status_code == 404:
        value = json_body(response)
        value = ErrorReply.from_dict(value)
        response_404: ErrorReply = value
        return response_404

    if response.status_code == 500:
        value = json_body(response)
        value = ErrorReply.from_dict(value)
        response_500: ErrorReply = value
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

     Only a pending task can be cancelled; one that is processing runs to its end. The pages of Kling,
    Midjourney and Luma document it; for the Qubico models it is not confirmed.

    Args:
        task_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CancelReply | ErrorReply]
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

     Only a pending task can be cancelled; one that is processing runs to its end. The pages of Kling,
    Midjourney and Luma document it; for the Qubico models it is not confirmed.

    Args:
        task_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CancelReply | ErrorReply
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

     Only a pending task can be cancelled; one that is processing runs to its end. The pages of Kling,
    Midjourney and Luma document it; for the Qubico models it is not confirmed.

    Args:
        task_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CancelReply | ErrorReply]
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

     Only a pending task can be cancelled; one that is processing runs to its end. The pages of Kling,
    Midjourney and Luma document it; for the Qubico models it is not confirmed.

    Args:
        task_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CancelReply | ErrorReply
    """

    return (
        await asyncio_detailed(
            task_id=task_id,
            client=client,
        )
    ).parsed
