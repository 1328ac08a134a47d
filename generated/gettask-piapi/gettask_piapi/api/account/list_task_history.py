from __future__ import annotations

from typing import Any, Literal, TypeAlias

import httpx

from ... import errors
from ..._requests import given, json_body
from ...client import AuthenticatedClient, Client
from ...models import ErrorReply, TaskHistoryReply
from ...types import UNSET, Response, Unset

ListTaskHistoryModel: TypeAlias = (
    Literal[
        "diffrhythm",
        "diffrythm",
        "flux",
        "gpts",
        "hailuo",
        "hug_video",
        "hunyuan",
        "image_toolkit",
        "kling",
        "llm",
        "luma",
        "mj",
        "mmaudio",
        "music-s",
        "music-u",
        "sd",
        "skyreels",
        "trellis",
        "tts",
        "video_toolkit",
        "wan",
    ]
    | str
)


def _get_kwargs(
    *,
    page: int | Unset = UNSET,
    page_size: int | Unset = UNSET,
    model: ListTaskHistoryModel | Unset = UNSET,
    start_time: int | Unset = UNSET,
    end_time: int | Unset = UNSET,
) -> dict[str, Any]:
    kwargs: dict[str, Any] = {"method": "get"}
    kwargs["url"] = "/api/open/tasks/histories"
    kwargs["params"] = given(
        {
            "page": page,
            "page_size": page_size,
            "model": model,
            "start_time": start_time,
            "end_time": end_time,
        }
    )
    return kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorReply | TaskHistoryReply | None:
    if response.status_code == 200:
        response_200: TaskHistoryReply = TaskHistoryReply.from_dict(json_body(response))
        return response_200
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
    page: int | Unset = UNSET,
    page_size: int | Unset = UNSET,
    model: ListTaskHistoryModel | Unset = UNSET,
    start_time: int | Unset = UNSET,
    end_time: int | Unset = UNSET,
) -> Response[ErrorReply | TaskHistoryReply]:
    """List the tasks of the past

    Returns the history of the account's tasks, page by page.

    Args:
        page: Default: 1.
        page_size: Range: at most 100. Default: 10.
        model: See the spec.
        start_time: Unit: unix-s.
        end_time: Unit: unix-s.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
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
    page: int | Unset = UNSET,
    page_size: int | Unset = UNSET,
    model: ListTaskHistoryModel | Unset = UNSET,
    start_time: int | Unset = UNSET,
    end_time: int | Unset = UNSET,
) -> ErrorReply | TaskHistoryReply | None:
    """List the tasks of the past

    Returns the history of the account's tasks, page by page.

    Args:
        page: Default: 1.
        page_size: Range: at most 100. Default: 10.
        model: See the spec.
        start_time: Unit: unix-s.
        end_time: Unit: unix-s.

    Returns:
        The parsed body; None for an undocumented status.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
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
    page: int | Unset = UNSET,
    page_size: int | Unset = UNSET,
    model: ListTaskHistoryModel | Unset = UNSET,
    start_time: int | Unset = UNSET,
    end_time: int | Unset = UNSET,
) -> Response[ErrorReply | TaskHistoryReply]:
    """List the tasks of the past

    Returns the history of the account's tasks, page by page.

    Args:
        page: Default: 1.
        page_size: Range: at most 100. Default: 10.
        model: See the spec.
        start_time: Unit: unix-s.
        end_time: Unit: unix-s.

    Returns:
        The response, with its status and headers.

    Raises:
        errors.UnexpectedStatus: The status is not documented, and the client raises on it.
        errors.DecodeError: The body does not match the spec.
        httpx.TimeoutException: The request took longer than the client's timeout.
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
    page: int | Unset = UNSET,
    page_size: int | Unset = UNSET,
    model: ListTaskHistoryModel | Unset = UNSET,
    start_time: int | Unset = UNSET,
    end_time: int | Unset = UNSET,
) -> ErrorReply | TaskHistoryReply | None:
    """List the tasks of the past

    Returns the history of the account's tasks, page by page.

    Args:
        page: Default: 1.
        page_size: Range: at most 100. Default: 10.
        model: See the spec.
        start_time: Unit: unix-s.
        end_time: Unit: unix-s.

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
            page=page,
            page_size=page_size,
            model=model,
            start_time=start_time,
            end_time=end_time,
        )
    ).parsed
