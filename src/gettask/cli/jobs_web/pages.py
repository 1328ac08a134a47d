"""The pages: a list of jobs, one job, its saved results."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ...jobs.model import Job, JobState
from ...jobs.reader import JobReader
from ...mock.console.site import SECURITY, Call, Link, NotFoundError, Site, stream
from ...mock.http import Request, Response
from ...mock.server.app import headers_of, request_of
from ...mock.server.streams import Changed, EventStreams, Message, Receive, Send
from ...storage import is_url

ROWS = 100
"""Jobs of a page."""
SEARCHED = 20_000
"""How many of the newest jobs a search looks through."""
MAX_SHOWN = 64 * 1024 * 1024
"""Bytes of a result that is shown in the page."""
MAX_TEXT = 20_000
MEDIA = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".glb": "model/gltf-binary",
    ".txt": "text/plain; charset=utf-8",
    ".json": "text/plain; charset=utf-8",
}
"""What a browser may show. Results come from the network: HTML and SVG could run scripts."""
HINTS = {
    JobState.OPEN: "No end is recorded. gettask resume waits for it and saves its results.",
    JobState.CREATING: "Its create may be under way. If its process is gone, use gettask jobs recover.",
    JobState.UNKNOWN: "Its create was cut off, and its task may exist: gettask jobs recover looks for it, "
    "gettask jobs adopt records a task that you found.",
}


@dataclass(frozen=True, slots=True)
class SavedResult:
    """A result that was saved."""

    number: int
    path: str
    kind: str
    """image, audio, video, model, text or file; stored, if it is in object storage."""
    size: int | None
    """Bytes, None if it is no longer there."""
    text: str


class JobPages:
    """An ASGI application with the pages of a job store.

    Args:
        store: The store, which is only read.
        token: What the path begins with: who does not know it sees nothing, other users of this machine
            included.
    """

    def __init__(self, store: JobReader, token: str) -> None:
        self._store, self.root = store, f"/{token}/"
        templates = Path(__file__).parent / "templates"
        self._site = Site(self.root, "gettask jobs", [Link("", "Jobs")], templates)
        pages: dict[str, Callable[[Call], Response]] = {
            "": self._jobs,
            "jobs": self._job,
            "files": self._file,
            "events": lambda _: stream(),
        }
        self._site.pages |= {("GET", name): page for name, page in pages.items()}
        self.streams = EventStreams(self.changes)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        response = self.handle(request_of(scope, headers_of(scope)))
        await send({"type": "http.response.start", "status": response.status, "headers": response.headers})
        if response.header("content-length") is None:
            await self.streams.run(response, receive, send)
            return
        body = b"" if scope["method"] == "HEAD" else response.body
        await send({"type": "http.response.body", "body": body})

    def handle(self, request: Request) -> Response:
        """The page that a request asks for."""
        if not request.path.startswith(self.root):
            return Response.text(404, "There is no such page.\n")
        return self._site.handle(request)

    def _jobs(self, call: Call) -> Response:
        words, state, api = call.get("q")[:200], call.get("state"), call.get("api")
        page = max(call.number("page", 1), 1)
        known = [each.value for each in JobState]
        states = [JobState(state)] if state in known else []
        found = self._found(words, states, api or None)
        jobs = [*islice(found, (page - 1) * ROWS, page * ROWS + 1)]
        sums = {each.key: each.jobs for each in self._store.sums("state")}
        apis = [each.key for each in self._store.sums("api")]
        return self._site.render(
            "job_rows.html" if call.request.headers.get("hx-request") else "jobs.html",
            here="",
            jobs=jobs[:ROWS],
            more=len(jobs) > ROWS,
            page=page,
            words=words,
            state=state,
            api=api,
            states=known,
            apis=apis,
            sums=sums,
            now=self._store.clock(),
            searched=SEARCHED,
        )

    def _found(self, words: str, states: list[JobState], api: str | None) -> Iterator[Job]:
        wanted = words.lower().split()
        every = self._store.find(states=states, api=api, limit=SEARCHED if wanted else None)
        for job in every:
            parts = (job.id, job.label, job.variant, job.task_id, job.status, job.error)
            text = " ".join(filter(None, parts)).lower()
            if all(word in text for word in wanted):
                yield job

    def _job(self, call: Call) -> Response:
        job = self._find(call)
        return self._site.render(
            "job.html",
            here="",
            job=job,
            hint=HINTS.get(job.state, ""),
            files=[_saved(number, path) for number, path in enumerate(job.files)],
            request=job.body(),
            now=self._store.clock(),
        )

    def _file(self, call: Call) -> Response:
        job, number = self._find(call), call.rest[1] if len(call.rest) == 2 else ""
        if not (number.isdecimal() and len(number) < 6 and int(number) < len(job.files)):
            raise NotFoundError("The job has no such result.")
        path = Path(job.files[int(number)])
        media_type = MEDIA.get(path.suffix.lower())
        try:
            if media_type is None or path.stat().st_size > MAX_SHOWN:
                raise NotFoundError("This result is not shown here: open its file.")
            return Response.of(200, media_type, path.read_bytes(), **SECURITY)
        except OSError:
            raise NotFoundError("The file is no longer there.") from None

    def _find(self, call: Call) -> Job:
        job = self._store.find_one(call.rest[0]) if call.rest else None
        if job is None:
            raise NotFoundError("The job store has no such job.")
        return job

    def changes(self) -> Changed:
        """Begin to watch the files of the store."""
        paths = [self._store.path, self._store.path.with_name(f"{self._store.path.name}-wal")]
        seen = [_revision(path) for path in paths]

        def changed() -> bool:
            nonlocal seen
            before, seen = seen, [_revision(path) for path in paths]
            return before != seen

        return changed


def _revision(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _saved(number: int, name: str) -> SavedResult:
    path, size, text = Path(name), None, ""
    kind = "stored" if is_url(name) else MEDIA.get(path.suffix.lower(), "file").partition("/")[0]
    if kind == "stored":
        return SavedResult(number, name, kind, None, "")
    try:
        size = path.stat().st_size
        if kind == "text":
            with path.open("rb") as file:
                text = file.read(MAX_TEXT).decode("utf-8", "replace")
    except OSError:
        kind = "file"
    return SavedResult(number, name, "file" if (size or 0) > MAX_SHOWN else kind, size, text)
