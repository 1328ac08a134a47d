"""Results: their URLs, their files and how long they live."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from urllib.parse import parse_qsl, urljoin

from ..._download.file_types import HEAD, contradiction, sniff
from ..model import Outcome, Problem, Severity, check
from ..tasks import Asset, TaskHistory, View
from ..trace import Exchange, bare, url_parts

TEXTUAL = ("text/html", "application/xml", "text/xml", "application/json")
UNIX_DIGITS = 10
"""Digits of a moment in Unix seconds, for some centuries."""
APART = 600.0
"""Seconds that clocks may be apart, and that a task may have ended before a poll shows it."""
CERTAIN = frozenset({"image/gif", "image/jpeg", "image/png", "image/webp", "model/gltf-binary"})
"""Media types whose files all begin alike."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GENERIC = ("application/octet-stream", "binary/octet-stream", "application/zip", "")


@check("asset-url", "A result is an absolute URL of http or https.", reads="x-asset", scope="task")
def asset_url(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """With a host, and without user, spaces or control characters."""
    for seen in task.sightings:
        for asset in view.assets(seen):
            parts = url_parts(asset.url.strip())
            good = parts.scheme in ("http", "https") and bool(parts.hostname) and asset.url.isprintable()
            good = good and "@" not in parts.netloc
            if asset.rule is not None and asset.rule.kind == "text" and not parts.scheme:
                continue
            yield (
                None
                if good and " " not in asset.url
                else Problem(
                    f"the result is not an absolute URL: {asset.url[:80]!r}",
                    (seen.exchange,),
                    f"{view.spec.lifecycle.task}{asset.at}",
                    "",
                    task.id,
                )
            )


@check("asset-host", "A result is at a host that the caller can reach.", reads="x-asset", scope="task")
def asset_host(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """A private or loopback host is good only where the API itself was reached at such a host."""
    for seen in task.sightings:
        for asset in view.assets(seen):
            host = url_parts(asset.url).hostname
            if host is None or not seen.exchange.host or _private(seen.exchange.host):
                continue
            yield (
                None
                if not _private(host)
                else Problem(
                    f"the result is at {host}, which is private",
                    (seen.exchange,),
                    f"{view.spec.lifecycle.task}{asset.at}",
                    "",
                    task.id,
                )
            )


@check(
    "asset-suffix",
    "The file name of a result fits the kind that the specification declares.",
    reads="x-asset/kind",
    scope="task",
    severity=Severity.WARNING,
)
def asset_suffix(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Where the suffix names a media type."""
    for seen in task.sightings:
        for asset in view.assets(seen):
            guessed = mimetypes.guess_type(url_parts(asset.url).path)[0]
            if asset.rule is None or guessed is None or guessed in GENERIC:
                continue
            yield (
                None
                if _fits(guessed, asset)
                else Problem(
                    f"the file is {guessed} by its name, and the kind is {asset.rule.kind}",
                    (seen.exchange,),
                    f"{view.spec.lifecycle.task}{asset.at}",
                    "",
                    task.id,
                )
            )


@check(
    "asset-reachable",
    "A result can be downloaded for as long as it is kept.",
    reads="x-asset/retention",
    scope="task",
)
def asset_reachable(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Where the specification states no retention, for the hour after the end."""
    end, redirects = task.end, _redirects(task)
    for asset, exchange in task.downloads:
        retention = asset.rule.retention if asset.rule is not None and asset.rule.retention else 3600.0
        ended = None if end is None else end.exchange.started
        late = ended is not None and exchange.started is not None and exchange.started > ended + retention
        if late or not (exchange.status >= 200 and exchange.status not in (429, 503)):
            continue
        shown = (exchange,) if end is None else (end.exchange, exchange)
        lost = exchange.status in REDIRECTS and _loops(exchange.url, redirects)
        whole = exchange.status == 200 or (exchange.status == 206 and "range" in exchange.request_headers)
        yield (
            None
            if (whole or exchange.status in REDIRECTS) and not lost
            else Problem(
                f"the download of a result answered {exchange.status}"
                f"{', and no redirect leads to a file' if lost else ''}",
                shown,
                "",
                "",
                task.id,
            )
        )


@check(
    "asset-media-type", "A download has a media type of its kind.", reads="x-asset/media-types", scope="task"
)
def asset_media_type(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """By the header Content-Type."""
    for asset, exchange in _files(task):
        stated = exchange.response_headers.get("content-type", "").partition(";")[0].strip().lower()
        if asset.rule is None or stated in GENERIC:
            continue
        yield (
            None
            if _fits(stated, asset)
            else Problem(
                f"the download is {stated}, and the kind is {asset.rule.kind}", (exchange,), "", "", task.id
            )
        )


@check(
    "asset-content",
    "A download is a file of its kind, and no error page.",
    reads="x-asset/kind",
    scope="task",
)
def asset_content(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """By the first bytes, which fit its kind and, in a run of the driver, its media type."""
    for asset, exchange in _files(task):
        if asset.rule is None or asset.rule.kind == "text" or not exchange.received:
            continue
        head = exchange.response_body[:HEAD]
        stated = exchange.response_headers.get("content-type", "").partition(";")[0].strip().lower()
        found = contradiction(asset.rule.kind, asset.rule.media_types, head)
        if found and not _fits(stated, asset) and stated not in GENERIC:
            continue  # `asset-media-type` reports it
        if not found and stated in CERTAIN and view.trace.patience is not None and sniff(head) != stated:
            found = sniff(head) or f"no {stated}"
        yield (
            None
            if not found
            else Problem(
                f"the download is {found} by its first bytes: {head[:30]!r}", (exchange,), "", "", task.id
            )
        )


@check("asset-length", "A download has bytes, as many as it announces.", reads="x-asset", scope="task")
def asset_length(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """By the header Content-Length, where the body is not compressed."""
    for _, exchange in _files(task):
        length = exchange.size
        announced = exchange.response_headers.get("content-length", "")
        coded = "content-encoding" in exchange.response_headers
        short = announced.isdecimal() and not coded and int(announced) != length
        yield (
            None
            if length and not short and exchange.complete
            else Problem(
                f"the download has {length} bytes, and announced {announced or 'nothing'}",
                (exchange,),
                "",
                "",
                task.id,
            )
        )


@check("asset-stable", "A result that is downloaded again is the same.", reads="x-asset", scope="task")
def asset_stable(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """By length and first bytes of two complete downloads of one URL."""
    first: dict[str, Exchange] = {}
    for _, exchange in _files(task):
        earlier = first.setdefault(bare(exchange.url), exchange)
        if earlier is exchange or not (earlier.complete and exchange.complete):
            continue
        yield (
            None
            if earlier.size == exchange.size and earlier.response_body == exchange.response_body
            else Problem(
                f"the file of {earlier.size} bytes has {exchange.size}, or others, when downloaded again",
                (earlier, exchange),
                "",
                "",
                task.id,
            )
        )


@check(
    "asset-signature",
    "A signed link is good when it is given.",
    reads="x-asset/retention",
    scope="task",
    severity=Severity.WARNING,
)
def asset_signature(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """By the end that its signature states, and for as long after the end of the task as results are kept."""
    end = task.end
    for seen in task.sightings:
        given = seen.exchange.started
        for asset in view.assets(seen) if given is not None and seen.terminal else ():
            until = _signed_until(asset.url)
            if until is None or given is None:
                continue
            kept = asset.rule.retention if asset.rule is not None and asset.rule.retention else None
            needed = given if kept is None or seen is not end else given + kept - min(APART, kept / 2)
            yield (
                None
                if until >= needed
                else Problem(
                    f"the signature of the link ends {abs(until - given):.0f} s "
                    f"{'before' if until < given else 'after'} the response that gives it",
                    (seen.exchange,),
                    f"{view.spec.lifecycle.task}{asset.at}",
                    "",
                    task.id,
                )
            )


@check(
    "asset-expiry",
    "A link says of itself no shorter life than the specification.",
    reads="x-asset/retention",
    scope="task",
    severity=Severity.WARNING,
)
def asset_expiry(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """A download whose header Expires lies before its Date has expired already."""
    for _, exchange in _files(task):
        expires, date = (_http_date(exchange.response_headers.get(name, "")) for name in ("expires", "date"))
        if expires is None or date is None or "cache-control" in exchange.response_headers:
            continue
        yield (
            None
            if expires >= date
            else Problem("the download has expired before it was sent", (exchange,), "", "", task.id)
        )


@check("asset-owner", "No two tasks have the same file as a result.", reads="x-asset", scope="trace")
def asset_owner(view: View) -> Iterator[Outcome]:
    """By the URL without its query."""
    owners: dict[str, tuple[str, Exchange]] = {}
    for task in view.tasks.values():
        end = task.end
        for asset in view.assets(end) if end is not None and end.phase.succeeded else ():
            assert end is not None
            url = asset.url.partition("?")[0]
            owner, shown = owners.setdefault(url, (task.id, end.exchange))
            yield (
                None
                if owner == task.id
                else Problem(
                    f"the result is also one of the task {owner}",
                    (shown, end.exchange),
                    f"{view.spec.lifecycle.task}{asset.at}",
                    "",
                    task.id,
                )
            )


def _redirects(task: TaskHistory) -> dict[str, str]:
    """Return where the redirects of downloads lead, by URL."""
    moved = [each for _, each in task.downloads if 300 <= each.status < 400]
    targets = ((each, each.response_headers.get("location", "")) for each in moved)
    return {each.url: urljoin(each.url, target) for each, target in targets if target}


def _loops(url: str, redirects: dict[str, str]) -> bool:
    """Return whether redirects lead from a URL nowhere, or back to where they were."""
    seen: set[str] = set()
    target: str | None = redirects.get(url)
    if target is None:
        return True
    while target is not None and target not in seen:
        seen.add(target)
        url, target = target, redirects.get(target)
    return target is not None


def _files(task: TaskHistory) -> list[tuple[Asset, Exchange]]:
    return [
        each
        for each in task.downloads
        if each[1].status == 200 and each[1].method == "GET" and each[1].recorded
    ]


def _fits(media_type: str, asset: Asset) -> bool:
    rule = asset.rule
    if rule is None or media_type in rule.media_types:
        return True
    if rule.kind == "model":
        return media_type not in TEXTUAL and media_type.partition("/")[0] not in ("image", "audio", "video")
    if rule.kind == "text":
        return media_type.startswith(("text/", "application/"))
    return media_type.partition("/")[0] == rule.kind


def _private(host: str) -> bool:
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        return host == "localhost" or host.endswith((".local", ".internal")) or "." not in host
    return not address.is_global


def _http_date(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (TypeError, ValueError):
        return None


def _signed_until(url: str) -> float | None:
    """Return when the signature of a link ends, in Unix seconds, in the ways of the usual object stores."""
    query = {name.lower(): value for name, value in parse_qsl(url_parts(url).query)}
    for vendor in ("amz", "goog", "tos", "oss"):
        date, seconds = query.get(f"x-{vendor}-date", ""), query.get(f"x-{vendor}-expires", "")
        if date and seconds.isdecimal():
            try:
                return datetime.strptime(date, "%Y%m%dT%H%M%S%z").timestamp() + int(seconds)
            except (ValueError, OverflowError):
                return None
    moment = query.get("expires", "")
    return float(moment) if moment.isdecimal() and len(moment) == UNIX_DIGITS else None
