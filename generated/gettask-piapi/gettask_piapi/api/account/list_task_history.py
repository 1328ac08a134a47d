from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...decoding import json_body
from ...models.error_reply import ErrorReply
from ...models.list_task_history_model import ListTaskHistoryModel
from ...models.task_history_reply import TaskHistoryReply
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    page: int | Unset = 1,
    page_size: int | Unset = 10,
    model: ListTaskHistoryModel | Unset = UNSET,
    start_time: int | Unset = UNSET,
    end_time: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["page"] = page

    params["page_size"] = page_size

    json_model: str | Unset = UNSET
    if not isinstance(model, Unset):
        json_model = model.value

    params["model"] = json_model

    params["start_time"] = start_time

    params["end_time"] = end_time

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/open/tasks/histories",
        "params": params,
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorReply | TaskHistoryReply | None:
    if response.status_code == 200:
        value = json_body(response)
        value = TaskHistoryReply.from_dict(value)
        response_200: TaskHistoryReply = value
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
) -> Response[ErrorReply | TaskHistoryReply]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    page: int | Unset = 1,
    page_size: int | Unset = 10,
    model: ListTaskHistoryModel | Unset = UNSET,
    start_time: int | Unset = UNSET,
    end_time: int | Unset = UNSET,
) -> Response[ErrorReply | TaskHistoryReply]:
    """List the tasks of the past

     Returns the history of the account's tasks, page by page.

    Args:
        page (int | Unset):  Default: 1.
        page_size (int | Unset):  Default: 10.
        model (ListTaskHistoryModel | Unset):
        start_time (int | Unset):
        end_time (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorReply | TaskHistoryReply]
    """

    kwargs = _get_kwargs(
        page=page,
        page_size=page_size,
        model=model,
        start_time=start_time,
        end_time=end_time,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    page: int | Unset = 1,
    page_size: int | Unset = 10,
    model: ListTaskHistoryModel | Unset = UNSET,
    start_time: int | Unset = UNSET,
    end_time: int | Unset = UNSET,
) -> ErrorReply | TaskHistoryReply | None:
    """List the tasks of the past

     Returns the history of the account's tasks, page by page.

    Args:
        page (int | Unset):  Default: 1.
        page_size (int | Unset):  Default: 10.
        model (ListTaskHistoryModel | Unset):
        start_time (int | Unset):
        end_time (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorReply | TaskHistoryReply
    """

    return sync_detailed(
        client=client,
        page=page,
        page_size=page_size,
        model=model,
        start_time=start_time,
        end_time=end_time,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    page: int | Unset = 1,
    page_size: int | Unset = 10,
    model: ListTaskHistoryModel | Unset = UNSET,
    start_time: int | Unset = UNSET,
    end_time: int | Unset = UNSET,
) -> Response[ErrorReply | TaskHistoryReply]:
    """List the tasks of the past

     Returns the history of the account's tasks, page by page.

    Args:
        page (int | Unset):  Default: 1.
        page_size (int | Unset):  Default: 10.
        model (ListTaskHistoryModel | Unset):
        start_time (int | Unset):
        end_time (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorReply | TaskHistoryReply]
    """

    kwargs = _get_kwargs(
        page=page,
        page_size=page_size,
        model=model,
        start_time=start_time,
        end_time=end_time,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    page: int | Unset = 1,
    page_size: int | Unset = 10,
    model: ListTaskHistoryModel | Unset = UNSET,
    start_time: int | Unset = UNSET,
    end_time: int | Unset = UNSET,
) -> ErrorReply | TaskHistoryReply | None:
    """List the tasks of the past

     Returns the history of the account's tasks, page by page.

    Args:
        page (int | Unset):  Default: 1.
        page_size (int | Unset):  Default: 10.
        model (ListTaskHistoryModel | Unset):
        start_time (int | Unset):
        end_time (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorReply | TaskHistoryReply
    """

    return (
        await asyncio_detailed(
            client=client,
            page=page,
            page_size=page_size,
            model=model,
            start_time=start_time,
            end_time=end_time,
        )
    ).parsed
