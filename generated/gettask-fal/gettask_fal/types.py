"""The types that models and API functions share."""

from collections.abc import MutableMapping
from typing import IO, Generic, Literal, TypeVar

from attrs import define

T = TypeVar("T")


class Unset:
    """The class of ``UNSET``, the value of a property that is not there."""

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Unset = Unset()


@define
class File:
    """A file to send: its bytes, or a stream of them, and the name and media type to send."""

    payload: IO[bytes] | bytes
    file_name: str = "file"
    mime_type: str = "application/octet-stream"


@define
class Response(Generic[T]):
    """The response of an API function; ``parsed`` is None for undocumented statuses."""

    status_code: int
    content: bytes
    headers: MutableMapping[str, str]
    parsed: T | None


__all__ = ["UNSET", "File", "Response", "Unset"]
