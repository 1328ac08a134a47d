"""The errors that decoding and the API functions raise."""


class UnexpectedStatus(Exception):
    """The response has a status that the spec does not document.

    Raised unless ``Client.raise_on_unexpected_status`` is False.
    """

    def __init__(self, status_code: int, content: bytes):
        self.status_code = status_code
        self.content = content
        super().__init__(status_code, content)

    def __str__(self) -> str:
        text = self.content[:500].decode(errors="replace")
        return f"Unexpected status code: {self.status_code}\n\nResponse content:\n{text}"


class DecodeError(ValueError):
    """JSON that does not match the spec. The value itself is in none of the attributes.

    Attributes:
        pointer: JSON Pointer of the value, relative to the decoded JSON; "" is the whole of it.
        variant: The variant of the task; None outside of tasks and for unknown variants.
        expected: The JSON type or constant that the spec asks for.
        got: The JSON type that came, "nothing" for a missing key.
    """

    def __init__(
        self, expected: str, got: str, pointer: str = "", variant: str | None = None
    ) -> None:
        super().__init__(expected, got, pointer, variant)
        self.expected = expected
        self.got = got
        self.pointer = pointer
        self.variant = variant

    def inside(self, key: str | int, variant: str | None = None) -> None:
        """Note that the value stands under ``key`` of an object or array."""
        token = str(key).replace("~", "~0").replace("/", "~1")
        self.pointer = f"/{token}{self.pointer}"
        self.variant = self.variant or variant

    def __str__(self) -> str:
        return (
            f'expected {self.expected}, got {self.got} at "{self.pointer}"'
            f" (variant: {self.variant or 'none'})"
        )


__all__ = ["DecodeError", "UnexpectedStatus"]
