from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...decoding import encode, json_body
from ...models.create_task_reply import CreateTaskReply
from ...models.error_reply import ErrorReply
from ...models.image_to_splat_request import ImageToSplatRequest
from ...types import Response


def _get_kwargs(
    *,
    body: ImageToSplatRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/generation/image-to-splat",
    }
    _kwargs["json"] = encode(body)
    headers["Content-Type"] = "application/json"
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CreateTaskReply | ErrorReply | None:
    if response.status_code == 200:
        value = json_body(response)
        value = CreateTaskReply.from_dict(value)
        response_200: CreateTaskReply = value
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

    if response.status_code == 415:
        value = json_body(response)
        value = ErrorReply.from_dict(value)
        response_415: ErrorReply = value
        return response_415

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
) -> Response[CreateTaskReply | ErrorReply]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: ImageToSplatRequest,
) -> Response[CreateTaskReply | ErrorReply]:
    """Make a splat from an image

    Args:
        body (ImageToSplatRequest): New in v3. The fields are those that the SDK sends; there may
            be more.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreateTaskReply | ErrorReply]
    """

    kwargs = _get_kwargs(
        body=body,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: ImageToSplatRequest,
) -> CreateTaskReply | ErrorReply | None:
    """Make a splat from an image

    Args:
        body (ImageToSplatRequest): New in v3. The fields are those that the SDK sends; there may
            be more.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreateTaskReply | ErrorReply
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: ImageToSplatRequest,
) -> Response[CreateTaskReply | ErrorReply]:
    """Make a splat from an image

    Args:
        body (ImageToSplatRequest): New in v3. The fields are those that the SDK sends; there may
            be more.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreateTaskReply | ErrorReply]
    """

    kwargs = _get_kwargs(
        body=body,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: ImageToSplatRequest,
) -> CreateTaskReply | ErrorReply | None:
    """Make a splat from an image

    Args:
        body (ImageToSplatRequest): New in v3. The fields are those that the SDK sends; there may
            be more.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreateTaskReply | ErrorReply
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
