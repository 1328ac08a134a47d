"""Uploads: a name for each file, and a place that takes it."""

from __future__ import annotations

from collections.abc import Iterator

from ..._contract.lifecycle import Field
from ..model import Outcome, Problem, Severity, check
from ..tasks import Call, View
from ..trace import bare, url_parts


@check(
    "upload-token",
    "An upload that succeeds answers what names the file.",
    reads="x-upload/token or x-presign/token",
    scope="exchange",
)
def upload_token(call: Call, view: View) -> Iterator[Outcome]:
    """A text that is not empty, at the place that the specification names."""
    field = _token(call)
    if field is None or not call.succeeded or call.operation is None:
        return
    value = field.read(call.body) if isinstance(call.body, dict) else None
    yield (
        None
        if isinstance(value, str) and value.strip()
        else Problem(
            "the upload succeeded, and nothing names the file",
            (call.exchange,),
            field.at[0],
            call.operation.at,
        )
    )


@check(
    "upload-unique",
    "Two files never have the same name.",
    reads="x-upload/token or x-presign/token",
    scope="trace",
)
def upload_unique(view: View) -> Iterator[Outcome]:
    """Two uploads of different bytes answer different tokens; every presigned upload has its own."""
    first: dict[str, Call] = {}
    for call in view.calls:
        field = _token(call)
        if field is None or not call.succeeded or call.operation is None or not isinstance(call.body, dict):
            continue
        body, value = call.exchange.request_body, field.read(call.body)
        presigned = "x-presign" in call.operation.data
        if not isinstance(value, str) or not value or not (body or presigned):
            continue
        earlier = first.setdefault(value, call)
        same = earlier is call or (not presigned and earlier.exchange.request_body == body)
        yield (
            None
            if same
            else Problem(
                "two uploads of different files answered the same name",
                (earlier.exchange, call.exchange),
                field.at[0],
                call.operation.at,
            )
        )


@check("upload-refused", "An upload without its file is refused.", reads="x-upload/file", scope="exchange")
def upload_refused(call: Call, view: View) -> Iterator[Outcome]:
    """For requests that the driver sent for this reason."""
    if call.operation is None or call.exchange.purpose != "no-file":
        return
    yield (
        None
        if call.refused and call.exchange.status < 500
        else Problem(
            f"an upload without a file was answered with {call.exchange.status}",
            (call.exchange,),
            "",
            f"{call.operation.at}/x-upload/file",
        )
    )


@check(
    "presign-url",
    "A presigned upload answers where to put the file.",
    reads="x-presign/url",
    scope="exchange",
)
def presign_url(call: Call, view: View) -> Iterator[Outcome]:
    """An absolute URL of http or https."""
    rule = {} if call.operation is None else call.operation.data.get("x-presign", {})
    if not rule or call.operation is None or not call.succeeded:
        return
    field = Field.of(rule["url"])
    value = field.read(call.body) if isinstance(call.body, dict) else None
    parts = url_parts(value) if isinstance(value, str) else None
    yield (
        None
        if parts is not None and parts.scheme in ("http", "https") and parts.hostname
        else Problem(
            f"the upload is to be put to {str(value)[:80]!r}",
            (call.exchange,),
            field.at[0],
            f"{call.operation.at}/x-presign/url",
        )
    )


@check(
    "presign-accepts",
    "A presigned URL takes the file, without the key.",
    reads="x-presign/url",
    scope="trace",
    severity=Severity.WARNING,
)
def presign_accepts(view: View) -> Iterator[Outcome]:
    """The first PUT to a URL that the API answered within the hour before."""
    given: dict[str, Call] = {}
    for call in view.calls:
        rule = {} if call.operation is None else call.operation.data.get("x-presign", {})
        url = Field.of(rule["url"]).read(call.body) if rule and isinstance(call.body, dict) else None
        if isinstance(url, str):
            given[bare(url)] = call
    for exchange in view.strays:
        source = given.pop(bare(exchange.url), None) if exchange.method == "PUT" else None
        if source is None or not source.exchange.before(exchange) or source.operation is None:
            continue
        if (exchange.started or 0) - (source.exchange.started or 0) > 3600:
            continue
        yield (
            None
            if 200 <= exchange.status < 300
            else Problem(
                f"the presigned URL answered {exchange.status}",
                (source.exchange, exchange),
                "",
                f"{source.operation.at}/x-presign/url",
            )
        )


def _token(call: Call) -> Field | None:
    """Return where a response names an uploaded file, None if the operation is no upload."""
    data = {} if call.operation is None else call.operation.data
    rule = data.get("x-upload") or data.get("x-presign")
    return None if rule is None else Field.of(rule["token"])
