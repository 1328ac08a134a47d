from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...decoding import dispatch, encode, json_body, mismatch
from ...models.ace_step_audio_2_audio_request import AceStepAudio2AudioRequest
from ...models.ace_step_edit_request import AceStepEditRequest
from ...models.ace_step_txt_2_audio_request import AceStepTxt2AudioRequest
from ...models.create_failed_reply import CreateFailedReply
from ...models.create_task_reply import CreateTaskReply
from ...models.error_reply import ErrorReply
from ...models.mmaudio_request import MmaudioRequest
from ...models.segment_request import SegmentRequest
from ...types import Response


def _get_kwargs(
    *,
    body: AceStepAudio2AudioRequest
    | AceStepEditRequest
    | AceStepTxt2AudioRequest
    | MmaudioRequest
    | SegmentRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/task",
    }
    _kwargs["json"] = encode(body)
    headers["Content-Type"] = "application/json"
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CreateFailedReply | CreateTaskReply | ErrorReply | None:
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

    if response.status_code == 500:
        value = json_body(response)
        if value.__class__ is not dict:
            raise mismatch("object", value)
        value = _response_500__union(value)
        response_500: CreateFailedReply | ErrorReply = value
        return response_500

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CreateFailedReply | CreateTaskReply | ErrorReply]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: AceStepAudio2AudioRequest
    | AceStepEditRequest
    | AceStepTxt2AudioRequest
    | MmaudioRequest
    | SegmentRequest,
) -> Response[CreateFailedReply | CreateTaskReply | ErrorReply]:
    """Create a task

     Starts one task and charges for it. PiAPI has no idempotency key, so a request that is sent twice is
    two tasks.

    Args:
        body (AceStepAudio2AudioRequest | AceStepEditRequest | AceStepTxt2AudioRequest |
            MmaudioRequest | SegmentRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreateFailedReply | CreateTaskReply | ErrorReply]
    """

    kwargs = _get_kwargs(
        body=body,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: AceStepAudio2AudioRequest
    | AceStepEditRequest
    | AceStepTxt2AudioRequest
    | MmaudioRequest
    | SegmentRequest,
) -> CreateFailedReply | CreateTaskReply | ErrorReply | None:
    """Create a task

     Starts one task and charges for it. PiAPI has no idempotency key, so a request that is sent twice is
    two tasks.

    Args:
        body (AceStepAudio2AudioRequest | AceStepEditRequest | AceStepTxt2AudioRequest |
            MmaudioRequest | SegmentRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreateFailedReply | CreateTaskReply | ErrorReply
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: AceStepAudio2AudioRequest
    | AceStepEditRequest
    | AceStepTxt2AudioRequest
    | MmaudioRequest
    | SegmentRequest,
) -> Response[CreateFailedReply | CreateTaskReply | ErrorReply]:
    """Create a task

     Starts one task and charges for it. PiAPI has no idempotency key, so a request that is sent twice is
    two tasks.

    Args:
        body (AceStepAudio2AudioRequest | AceStepEditRequest | AceStepTxt2AudioRequest |
            MmaudioRequest | SegmentRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreateFailedReply | CreateTaskReply | ErrorReply]
    """

    kwargs = _get_kwargs(
        body=body,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: AceStepAudio2AudioRequest
    | AceStepEditRequest
    | AceStepTxt2AudioRequest
    | MmaudioRequest
    | SegmentRequest,
) -> CreateFailedReply | CreateTaskReply | ErrorReply | None:
    """Create a task

     Starts one task and charges for it. PiAPI has no idempotency key, so a request that is sent twice is
    two tasks.

    Args:
        body (AceStepAudio2AudioRequest | AceStepEditRequest | AceStepTxt2AudioRequest |
            MmaudioRequest | SegmentRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreateFailedReply | CreateTaskReply | ErrorReply
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed


_response_500__union = dispatch(
    by_keys=(
        (("code", "data", "message"), CreateFailedReply.from_dict),
        (("code", "message"), ErrorReply.from_dict),
    )
)
