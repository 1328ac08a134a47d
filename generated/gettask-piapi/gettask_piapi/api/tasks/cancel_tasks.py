from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...decoding import json_body
from ...models.cancel_tasks_model import CancelTasksModel
from ...models.error_reply import ErrorReply
from ...types import UNSET, Response


def _get_kwargs(
    *,
    created_before: int,
    model: CancelTasksModel,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["created_before"] = created_before

    json_model = model.value
    params["model"] = json_model

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/api/v1/tasks",
        "params": params,
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorReply | None:
    if response.status_code == 200:
        return None

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
    model: CancelTasksModel,
) -> Response[ErrorReply]:
    """Cancel many tasks

     Cancels the pending tasks of a family of models that were created before a moment.

    Args:
        created_before (int):
        model (CancelTasksModel):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorReply]
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
    model: CancelTasksModel,
) -> ErrorReply | None:
    """Cancel many tasks

     Cancels the pending tasks of a family of models that were created before a moment.

    Args:
        created_before (int):
        model (CancelTasksModel):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorReply
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
    model: CancelTasksModel,
) -> Response[ErrorReply]:
    """Cancel many tasks

     Cancels the pending tasks of a family of models that were created before a moment.

    Args:
        created_before (int):
        model (CancelTasksModel):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorReply]
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
    model: CancelTasksModel,
) -> ErrorReply | None:
    """Cancel many tasks

     Cancels the pending tasks of a family of models that were created before a moment.

    Args:
        created_before (int):
        model (CancelTasksModel):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorReply
    """

    return (
        await asyncio_detailed(
            client=client,
            created_before=created_before,
            model=model,
        )
    ).parsed
