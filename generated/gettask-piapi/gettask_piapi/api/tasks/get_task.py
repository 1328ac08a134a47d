from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...decoding import dispatch, json_body, mismatch
from ...models.error_reply import ErrorReply
from ...models.get_task_reply import GetTaskReply
from ...models.llm_reply import LlmReply
from ...types import Response


def _get_kwargs(
    task_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/task/{task_id}".format(
            task_id=quote(str(task_id), safe=""),
        ),
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorReply | GetTaskReply | LlmReply | None:
    if response.status_code == 200:
        value = json_body(response)
        if value.__class__ is not dict:
            raise mismatch("object", value)
        value = _response_200__union(value)
        response_200: GetTaskReply | LlmReply = value
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
) -> Response[ErrorReply | GetTaskReply | LlmReply]:
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
) -> Response[ErrorReply | GetTaskReply | LlmReply]:
    """Get a task

     Returns the task as it stands. Repeat until the status is final, as x-task-lifecycle says.

    Args:
        task_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorReply | GetTaskReply | LlmReply]
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
) -> ErrorReply | GetTaskReply | LlmReply | None:
    """Get a task

     Returns the task as it stands. Repeat until the status is final, as x-task-lifecycle says.

    Args:
        task_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorReply | GetTaskReply | LlmReply
    """

    return sync_detailed(
        task_id=task_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    task_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[ErrorReply | GetTaskReply | LlmReply]:
    """Get a task

     Returns the task as it stands. Repeat until the status is final, as x-task-lifecycle says.

    Args:
        task_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorReply | GetTaskReply | LlmReply]
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
) -> ErrorReply | GetTaskReply | LlmReply | None:
    """Get a task

     Returns the task as it stands. Repeat until the status is final, as x-task-lifecycle says.

    Args:
        task_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorReply | GetTaskReply | LlmReply
    """

    return (
        await asyncio_detailed(
            task_id=task_id,
            client=client,
        )
    ).parsed


_response_200__union = dispatch(
    by_keys=(
        (("data",), GetTaskReply.from_dict),
        (("choices", "created", "id", "model", "object"), LlmReply.from_dict),
    )
)
