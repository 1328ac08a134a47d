from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...decoding import json_body
from ...models.error_reply import ErrorReply
from ...models.get_task_reply import GetTaskReply
from ...models.get_task_step import GetTaskStep
from ...types import UNSET, Response, Unset


def _get_kwargs(
    task_id: str,
    *,
    step: GetTaskStep | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_step: int | Unset = UNSET
    if not isinstance(step, Unset):
        json_step = step.value

    params["step"] = json_step

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/tasks/{task_id}".format(
            task_id=quote(str(task_id), safe=""),
        ),
        "params": params,
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorReply | GetTaskReply | None:
    if response.status_code == 200:
        value = json_body(response)
        value = GetTaskReply.from_dict(value)
        response_200: GetTaskReply = value
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

    if response.status_code == 403:
        value = json_body(response)
        value = ErrorReply.from_dict(value)
        response_403: ErrorReply = value
        return response_403

    if response.status_code == 404:
        value = json_body(response)
        value = ErrorReply.from_dict(value)
        response_404: ErrorReply = value
        return response_404

    if response.status_code == 429:
        value = json_body(response)
        value = ErrorReply.from_dict(value)
        response_429: ErrorReply = value
        return response_429

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
    step: GetTaskStep | Unset = UNSET,
) -> Response[ErrorReply | GetTaskReply]:
    """Get a task

     Returns the task as it stands; repeat every two to five seconds until the status is final. Looks
    count towards no limit. A task of another account is not found.

    Args:
        task_id (str):
        step (GetTaskStep | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorReply | GetTaskReply]
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
    step: GetTaskStep | Unset = UNSET,
) -> ErrorReply | GetTaskReply | None:
    """Get a task

     Returns the task as it stands; repeat every two to five seconds until the status is final. Looks
    count towards no limit. A task of another account is not found.

    Args:
        task_id (str):
        step (GetTaskStep | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorReply | GetTaskReply
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
    step: GetTaskStep | Unset = UNSET,
) -> Response[ErrorReply | GetTaskReply]:
    """Get a task

     Returns the task as it stands; repeat every two to five seconds until the status is final. Looks
    count towards no limit. A task of another account is not found.

    Args:
        task_id (str):
        step (GetTaskStep | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorReply | GetTaskReply]
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
    step: GetTaskStep | Unset = UNSET,
) -> ErrorReply | GetTaskReply | None:
    """Get a task

     Returns the task as it stands; repeat every two to five seconds until the status is final. Looks
    count towards no limit. A task of another account is not found.

    Args:
        task_id (str):
        step (GetTaskStep | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorReply | GetTaskReply
    """

    return (
        await asyncio_detailed(
            task_id=task_id,
            client=client,
            step=step,
        )
    ).parsed
