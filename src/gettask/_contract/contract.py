"""The contract of an API as data: `contract.json` of its generated package, made from the effective spec."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib import import_module
from typing import Any

from .envelope import Envelope, ErrorRule
from .errors import GettaskError
from .lifecycle import Lifecycle
from .operation import Auth, CreatedId, Operation, ResultOperation, Server
from .polling_url import PollingUrl
from .request_rule import Deprecation, RequestRule


@dataclass(frozen=True, slots=True)
class AssetRule:
    """Where a task holds the URL of a result.

    Attributes:
        at: The pointer of the URL in the task; `*` stands for every item.
        kind: audio, image, video, model, text or file.
        media_types: The media types that the spec declares.
        retention: Seconds for which the link works, None if unknown.
    """

    at: str
    kind: str
    media_types: tuple[str, ...] = ()
    retention: float | None = None


@dataclass(frozen=True, slots=True)
class TaskModel:
    """A generated model of a task, and the bodies that it decodes.

    Attributes:
        name: The name of the class.
        variant: The name of its variant, None where tasks of several have it.
        match: The values of the dispatch properties that it takes.
        required: The keys that a body must have.
    """

    name: str
    variant: str | None
    match: tuple[tuple[Any, ...], ...]
    required: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """One kind of task of a vendor: what one Get Task page describes.

    Attributes:
        name: Its name, such as `flux`.
        title: Its title for people.
        match: The values of the dispatch properties that mean this variant.
        required: The keys of a body of this variant, a tuple for each shape.
        models: The generated models of its tasks.
        requests: The names of the generated models of its requests.
        rules: What each of them costs, and whether it is deprecated.
        assets: Where the URLs of results stand; those of all variants where one schema serves them all.
        results: The keys of its own results, where one schema serves all variants.
        create: The operation that creates such a task, None if there is none.
        example: A request, from the spec.
        backed: Whether a recorded body of a finished task is known.
        confidence: How well the variant is known.
        sources: Where that is known from.
        read: The day on which the newest of these was last read, None if none says.
    """

    name: str
    title: str
    match: tuple[tuple[Any, ...], ...]
    required: tuple[tuple[str, ...], ...]
    models: tuple[TaskModel, ...]
    requests: tuple[str, ...]
    assets: tuple[AssetRule, ...]
    results: tuple[str, ...] = ()
    create: str | None = None
    example: Mapping[str, Any] | None = None
    backed: bool = False
    confidence: str = ""
    sources: tuple[str, ...] = ()
    read: str | None = None
    rules: tuple[RequestRule, ...] = ()

    @classmethod
    def of(cls, name: str, data: Mapping[str, Any]) -> Variant:
        return cls(
            name=name,
            title=data.get("title") or name,
            match=tuple(map(tuple, data.get("match", ()))),
            required=tuple(map(tuple, data.get("required", ()))),
            models=tuple(
                TaskModel(
                    model["name"],
                    name,
                    tuple(map(tuple, model.get("match", ()))),
                    tuple(model.get("required", ())),
                )
                for model in data.get("models", ())
            ),
            requests=tuple(data.get("requests", ())),
            results=tuple(data.get("results", ())),
            create=data.get("create"),
            example=data.get("example"),
            backed=data.get("backed", False),
            confidence=data.get("confidence", ""),
            sources=tuple(data.get("sources", ())),
            read=data.get("read"),
            rules=tuple(map(RequestRule.of, data.get("rules", ()))),
            assets=tuple(
                AssetRule(
                    rule["at"],
                    rule["kind"],
                    tuple(rule.get("media_types") or ()),
                    rule.get("retention"),
                )
                for rule in data.get("assets", ())
            ),
        )

    @property
    def deprecated(self) -> Deprecation | None:
        """What became of the variant, None if any of its requests is alive."""
        return _deprecation(self.rules)

    def deprecation_of(self, request: Mapping[str, Any], dispatch: Sequence[str]) -> Deprecation | None:
        """Return what became of the kind of task that a request creates, None if it is alive."""
        return _deprecation(self.rules_for(request, dispatch))

    def rules_for(self, request: Mapping[str, Any], dispatch: Sequence[str]) -> tuple[RequestRule, ...]:
        """Return the rules of the models that a request may be, by the values of the dispatch properties."""
        values = tuple(request.get(name) for name in dispatch)
        if None in values:  # the path names the task, not the request
            return self.rules
        return tuple(rule for rule in self.rules if not rule.match or values in rule.match)

    @property
    def own_assets(self) -> tuple[AssetRule, ...]:
        """The assets of this variant alone; all of them where the spec does not name its results."""
        results = {*self.results}
        return tuple(rule for rule in self.assets if not results or results & {*rule.at.split("/")})

    @property
    def fields(self) -> tuple[str, ...]:
        """The results that are not URLs."""
        return tuple(name for name in self.results if not any(name in r.at.split("/") for r in self.assets))


def _deprecation(rules: Sequence[RequestRule]) -> Deprecation | None:
    gone = [rule.deprecated for rule in rules]
    return gone[0] if gone and None not in gone else None


@dataclass(frozen=True)
class Contract:
    """The contract of one API, made from its effective spec.

    Attributes:
        api: The name of the API, such as `piapi`.
        title: Its name for people.
        version: The version of the spec.
        servers: Its servers, the default first.
        auth: How it takes its key.
        operations: Its operations by name.
        lifecycle: Its state table.
        dispatch: The properties of a task that name its variant.
        fallback: The generated model of tasks of an unknown variant, None if there is none.
        variants: Its variants by name.
        errors: Its error table.
        envelope: What a response holds beside its task.
        deprecated: When it was shut down and what replaces it, None if it lives.
        created: Where a response of Create Task has the id, None where a task has it.
        states: The properties of a task that name the schema of its state, where each state has one.
        result: The operation that answers the result of a task, None where Get Task does.
        polling_url: Where a response of Create Task has the URL to poll, None where the API names none.

    Example:
        >>> gettask.load("piapi").lifecycle.statuses
    """

    api: str
    title: str
    version: str
    servers: tuple[Server, ...]
    auth: Auth
    operations: Mapping[str, Operation]
    lifecycle: Lifecycle
    dispatch: tuple[str, ...]
    fallback: str | None
    variants: Mapping[str, Variant]
    errors: tuple[ErrorRule, ...]
    envelope: Envelope
    deprecated: Mapping[str, Any] | None
    created: CreatedId | None = None
    states: tuple[str, ...] = ()
    result: ResultOperation | None = None
    polling_url: PollingUrl | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Contract:
        """Read the parsed `contract.json`.

        Args:
            data: The parsed `contract.json` of a generated package.

        Returns:
            The contract.
        """
        dispatch = data.get("dispatch") or {}
        return cls(
            api=data["api"],
            title=data["title"],
            version=data["version"],
            servers=tuple(Server(server["url"], server.get("region")) for server in data["servers"]),
            auth=Auth(data["auth"]["header"], data["auth"].get("scheme"), data["auth"]["env"]),
            operations={name: Operation.of(operation) for name, operation in data["operations"].items()},
            lifecycle=Lifecycle.of(data["lifecycle"]),
            dispatch=tuple(dispatch.get("properties", ())),
            fallback=dispatch.get("fallback"),
            variants={name: Variant.of(name, variant) for name, variant in data["variants"].items()},
            errors=tuple(map(ErrorRule.of, data.get("errors", ()))),
            envelope=Envelope.of(data.get("reply") or {}),
            deprecated=data.get("deprecated"),
            created=None
            if data.get("created") is None
            else CreatedId(data["created"]["in"], data["created"]["at"]),
            states=tuple(dispatch.get("states", ())),
            result=ResultOperation.of(data["result"]) if data.get("result") else None,
            polling_url=PollingUrl.of(
                data["lifecycle"]["polling-url"], [each["url"] for each in data["servers"]]
            )
            if "polling-url" in data["lifecycle"]
            else None,
        )

    @property
    def package(self) -> str:
        """The import name of the generated package."""
        from .installed import package

        return package(self.api)

    @cached_property
    def common(self) -> Variant | None:
        """Any variant, if one schema serves them all and so unknown variants too; else None."""
        first, *others = self.variants.values()

        def shape(variant: Variant) -> object:
            return [model.name for model in variant.models], variant.assets

        alike = all(shape(each) == shape(first) for each in others)
        # The only variant, whose tasks nothing tells from others, serves them all.
        alone = not others and bool(first.models) and not first.match and not first.required
        return first if alone or (others and alike) else None

    @cached_property
    def creators(self) -> frozenset[str]:
        """The operations that create tasks. Where there is only one, the request names its variant."""
        return frozenset(each.create for each in self.variants.values() if each.create)

    @cached_property
    def spec(self) -> Mapping[str, Any]:
        """The effective spec. It is large, and read on first use."""
        spec: dict[str, Any] = json.loads(_read(self.api, "openapi.json"))
        return spec

    @cached_property
    def _by_match(self) -> dict[tuple[Any, ...], tuple[TaskModel, ...]]:
        table: dict[tuple[Any, ...], tuple[TaskModel, ...]] = {}
        for variant in self.variants.values():
            for model in variant.models:
                for values in model.match:
                    others = [each for each in table.get(values, ()) if each.name != model.name]
                    if len(others) < len(table.get(values, ())):  # the values tell its state alone
                        model = replace(model, variant=None)
                    table[values] = (*others, model)
        return table

    @cached_property
    def _by_keys(self) -> tuple[TaskModel, ...]:
        return tuple(
            model
            for variant in self.variants.values()
            for model in variant.models
            if not model.match and model.required in variant.required
        )

    def task_id(self, text: str) -> str:
        """Return the id in the URL of a task, or the text itself.

        Args:
            text: The id of a task, or the URL at which the API answers it.

        Raises:
            ValueError: It is a URL, but not one of a task.
        """
        text = text.strip()
        if not text.lower().startswith(("http://", "https://")):
            return text
        operation = self.operations["get_task"]
        id = operation.id_in(text)
        if id is None:
            raise ValueError(
                f"This URL is not one of a {self.title} task: pass the id, or …{operation.path_of('ID')}"
            )
        return id

    def find(self, task: Mapping[str, Any]) -> TaskModel | None:
        """Return the model of a task body, None if the spec has none for it.

        The dispatch properties decide; where several models share their values, or a body lacks them, the
        first model whose required keys are there.

        Args:
            task: The task, as the API answers it.
        """
        values = tuple(task.get(name) for name in self.states or self.dispatch)
        matching = self._by_match.get(values, ()) if all(isinstance(value, str) for value in values) else ()
        for model in matching or self._by_keys:
            if all(key in task for key in model.required):
                return model
        return matching[0] if matching else None

    def variant(self, task: Mapping[str, Any]) -> Variant | None:
        """Return the variant of a task body, or of a request that names it; else None.

        Args:
            task: The task, as the API answers it, or the body of a request.
        """
        model = self.find(task)
        return None if model is None or model.variant is None else self.variants[model.variant]

    def variant_of_request(self, request: object) -> Variant | None:
        """Return the variant that a generated request creates, None for anything else.

        Args:
            request: An instance of a generated request class.
        """
        kind = type(request)
        if not kind.__module__.startswith(f"{self.package}."):
            return None
        return next((each for each in self.variants.values() if kind.__name__ in each.requests), None)

    def model(self, name: str) -> Any:
        """Return a generated model by its name; the models are imported on first use.

        Args:
            name: The name of its class, such as that of a `TaskModel`.
        """
        return getattr(import_module(f"{self.package}.models"), name)

    @property
    def decode_error(self) -> type[Exception]:
        """What the generated models raise for a field that does not fit the spec."""
        error: type[Exception] = import_module(f"{self.package}.errors").DecodeError
        return error


@cache
def load(api: str) -> Contract:
    """Return the contract of an API.

    Args:
        api: The name of the API, such as `piapi`.

    Raises:
        ValueError: No API of this name is installed.
        GettaskError: The package of the API is registered, but its files are missing.
    """
    return Contract.of(json.loads(_read(api, "contract.json")))


def _read(api: str, name: str) -> bytes:
    from importlib import resources  # these two take time to import

    from .installed import package

    try:
        return resources.files(package(api)).joinpath(name).read_bytes()
    except ModuleNotFoundError:
        raise GettaskError(f"The package of {api!r} is not installed: pip install gettask-{api}") from None
