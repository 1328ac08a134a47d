from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...decoding import json_body
from ...models.active_tasks_reply import ActiveTasksReply
from ...models.error_reply import ErrorReply
from ...types import Response


def _get_kwargs() -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/account/active_tasks",
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ActiveTasksReply | ErrorReply | None:
    if response.status_code == 200:
        value = json_body(response)
        value = ActiveTasksReply.from_dict(value)
        response_200: ActiveTasksReply = value
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
) -> Response[ActiveTasksReply | ErrorReply]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
) -> Response[ActiveTasksReply | ErrorReply]:
    """List the running tasks

     Returns the running tasks by family of models. Its page is Task List Info.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ActiveTasksReply | ErrorReply]
    """

    kwargs = _get_kwargs()
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
) -> ActiveTasksReply | ErrorReply | None:
    """List the running tasks

     Returns the running tasks by family of models. Its page is Task List Info.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ActiveTasksReply | ErrorReply
    """

    return sync_detailed(
        client=client,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
) -> Response[ActiveTasksReply | ErrorReply]:
    """List the running tasks

     Returns the running tasks by family of models. Its page is Task List Info.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ActiveTasksReply | ErrorReply]
    """

    kwargs = _get_kwargs()
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
) -> ActiveTasksReply | ErrorReply | None:
    """List the running tasks

     Returns the running tasks by family of models. Its page is Task List Info.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ActiveTasksReply | ErrorReply
    """

    return (
        await asyncio_detailed(
            client=client,
        )
    ).parsed
