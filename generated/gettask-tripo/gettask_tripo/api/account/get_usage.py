from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...decoding import json_body
from ...models.error_reply import ErrorReply
from ...models.get_usage_reply import GetUsageReply
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 50,
    offset: int | Unset = 0,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["offset"] = offset

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/account/usage",
        "params": params,
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorReply | GetUsageReply | None:
    if response.status_code == 200:
        value = json_body(response)
        value = GetUsageReply.from_dict(value)
        response_200: GetUsageReply = value
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
) -> Response[ErrorReply | GetUsageReply]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 50,
    offset: int | Unset = 0,
) -> Response[ErrorReply | GetUsageReply]:
    """List what tasks cost

    Args:
        limit (int | Unset):  Default: 50.
        offset (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorReply | GetUsageReply]
    """

    kwargs = _get_kwargs(
        limit=limit,
        offset=offset,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 50,
    offset: int | Unset = 0,
) -> ErrorReply | GetUsageReply | None:
    """List what tasks cost

    Args:
        limit (int | Unset):  Default: 50.
        offset (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorReply | GetUsageReply
    """

    return sync_detailed(
        client=client,
        limit=limit,
        offset=offset,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 50,
    offset: int | Unset = 0,
) -> Response[ErrorReply | GetUsageReply]:
    """List what tasks cost

    Args:
        limit (int | Unset):  Default: 50.
        offset (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorReply | GetUsageReply]
    """

    kwargs = _get_kwargs(
        limit=limit,
        offset=offset,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 50,
    offset: int | Unset = 0,
) -> ErrorReply | GetUsageReply | None:
    """List what tasks cost

    Args:
        limit (int | Unset):  Default: 50.
        offset (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorReply | GetUsageReply
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            offset=offset,
        )
    ).parsed
