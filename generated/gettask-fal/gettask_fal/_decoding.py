"""Decoding and encoding of models, compiled from the annotations of their fields.

The first use of a model writes two functions for its class, as attrs writes its `__init__`: straight
code with one check a field, which is several times as fast as a loop over the fields. A field is optional
if its type includes `Unset`; its name in JSON is that of the attribute, or `metadata["name"]`.

A value is judged by its exact class, as `json.loads` gives it, and kept as it came.
"""

import linecache
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import product
from operator import itemgetter
from types import CodeType, FunctionType
from typing import Any, TypeVar, get_args, get_origin

from ._alternatives import (
    INTEGER,
    SCALARS,
    Alternative,
    constant,
    exactly,
    one_of,
    words,
)
from ._annotations import (
    Dispatch,
    annotations,
    is_class,
    is_enum,
    is_model,
    is_optional,
    json_names,
    literals,
    members,
)
from ._json import array, encode, is_integral, mismatch, missing
from .errors import DecodeError
from .types import UNSET, File, Unset

T = TypeVar("T")
Decode = Callable[[Any], Any]


def _rank(annotation: Any) -> int:
    """Return the place of a type in the order of tests: of two that overlap, the narrower comes first."""
    if values := literals(annotation):
        return 0 if len(values) == 1 and not is_enum(annotation) else 1
    scalars = [*SCALARS]
    return (
        2 + scalars.index(annotation)
        if annotation in scalars
        else 2 + len(scalars) + is_model(annotation)
    )


class Source:
    """The source of one compiled function, with the objects that it uses."""

    def __init__(self) -> None:
        self.namespace: dict[str, Any] = {
            "DecodeError": DecodeError,
            "File": File,
            "Mapping": Mapping,
            "UNSET": UNSET,
            "array": array,
            "encode": encode,
            "is_integral": is_integral,
            "mismatch": mismatch,
            "missing": missing,
        }

    def compile(self, name: str, argument: str, lines: Sequence[str]) -> Decode:
        """Return the function of one argument that has these lines; `name` stands in tracebacks."""
        text = "\n".join([f"def function({argument}):", *indent(lines)]) + "\n"
        file = f"<{name}>"
        linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
        module = compile(text, file, "exec")
        code = next(const for const in module.co_consts if isinstance(const, CodeType))
        return FunctionType(code, self.namespace)

    def bind(self, value: Any) -> str:
        """Return a name for an object."""
        name = f"_{len(self.namespace)}"
        self.namespace[name] = value
        return name

    def alternatives(self, annotation: Any) -> list[Alternative]:
        """Return the JSON types that a value may have; an empty list if any value will do."""
        found = sorted((m for m in members(annotation) if m is not Unset), key=_rank)
        if Any in found:
            return []
        models = [member for member in found if is_model(member)]
        others = [member for member in found if not is_model(member)]
        texts = [m for m in others if m is str or literals(m)]
        # Only the last of several string types may take values that it does not list.
        listed = [self._alternative(m, is_last=m in texts[-1:]) for m in others]
        return [*listed, self._models(models)] if models else listed

    def _alternative(self, annotation: Any, *, is_last: bool) -> Alternative:
        if annotation in SCALARS:
            return SCALARS[annotation]
        if get_origin(annotation) is list:
            (item,) = get_args(annotation)
            name = self._model(item) if is_class(item) else self.bind(function(item))
            if self.namespace[name] is None:
                return exactly("array", "list")
            return exactly("array", "list", f"array({name}, value)", checks=True)
        values = literals(annotation)
        if is_enum(annotation):
            return self._enum(annotation, is_open=is_last)
        if len(values) == 1:
            return constant(values[0])
        kind = SCALARS[type(values[0])]
        table = self.bind(frozenset(values))
        return Alternative(
            one_of(values),
            f"{kind.test} and value in {table}",
            f"not ({kind.test} and value in {table})",
        )

    def _enum(self, cls: type[Enum], *, is_open: bool) -> Alternative:
        kind = SCALARS[str] if issubclass(cls, str) else INTEGER
        table = self.bind({member.value: member for member in cls})
        if is_open:
            convert = f"{table}.get(value) or {self.bind(cls)}(value)"
            return Alternative(kind.words, kind.test, kind.refuse, convert)
        test = f"{kind.test} and value in {table}"
        return Alternative(one_of(literals(cls)), test, f"not ({test})", f"{table}[value]")

    def _models(self, models: list[Any]) -> Alternative:
        if len(models) == 1 and is_class(models[0]):
            return exactly("object", "dict", f"{self._model(models[0])}(value)", checks=True)
        return exactly("object", "dict", f"{self.bind(union(models))}(value)")

    def _model(self, cls: type) -> str:
        """Return a name for the decoder of a model, which is compiled at its first call.

        Models may hold each other.
        """

        def decode(value: Any) -> Any:
            self.namespace[name] = decoder(cls)
            return self.namespace[name](value)

        name = self.bind(decode)
        return name

    def check(self, alternatives: list[Alternative]) -> Iterator[str]:
        """Yield statements that check `value`, and leave the decoded value in it."""
        converted = [a for a in alternatives if a.convert]
        kept = [a.refuse for a in alternatives if not a.convert]
        if len(alternatives) == 1 and alternatives[0].checks:
            yield f"value = {alternatives[0].convert}"
            return
        if len(alternatives) == 1 and converted:
            yield f"if {alternatives[0].refuse}:"
            yield f"    raise mismatch({words(alternatives)!r}, value)"
            yield f"value = {alternatives[0].convert}"
            return
        for i, alternative in enumerate(converted):
            yield f"{'elif' if i else 'if'} {alternative.test}:"
            yield f"    value = {alternative.convert}"
        if alternatives:
            refused = " and ".join(kept)
            yield "else:" if not kept else f"{'elif' if converted else 'if'} {refused}:"
            yield f"    raise mismatch({words(alternatives)!r}, value)"


_DECODERS: dict[Any, Decode] = {}
_ENCODERS: dict[type, Callable[[Any], dict[str, Any]]] = {}


def decode(annotation: Any, value: Any) -> Any:
    """Decode a value of any type that a field may have."""
    found = _DECODERS.get(annotation) or function(annotation)
    return found(value) if found else value


def function(annotation: Any) -> Decode | None:
    """Return the function that decodes a value of a type; None if any value will do."""
    if is_class(annotation):
        return decoder(annotation)
    if annotation not in _DECODERS:
        source = Source()
        found = source.alternatives(annotation)
        if not found:
            return None
        lines = [*source.check(found), "return value"]
        _DECODERS[annotation] = source.compile(f"decoder of {annotation}", "value", lines)
    return _DECODERS[annotation]


def decoder(cls: type[T]) -> Callable[[Mapping[str, Any]], T]:
    """Return the function that decodes a model from a JSON object."""
    found = _DECODERS.get(cls)
    if found is None:
        found = _DECODERS[cls] = _compile_decoder(cls)
    return found


def encoder(cls: type) -> Callable[[Any], dict[str, Any]]:
    """Return the function that makes a JSON object of a model."""
    found = _ENCODERS.get(cls)
    if found is None:
        found = _ENCODERS[cls] = _compile_encoder(cls)
    return found


def union(models: list[Any]) -> Decode:
    """Return the decoder of a union of models: one step, whatever the number of members."""
    rule = Dispatch()
    if len(models) == 1:
        annotation, rule = get_args(models[0])
        models = members(annotation)
    named: dict[tuple[Any, ...], list[type]] = {}
    unnamed: list[type] = []
    fallback: type | None = None
    for model in models:
        types, names = annotations(model), json_names(model)
        fixed = [literals(types[names[p]]) if p in names else [] for p in rule.properties]
        if model.__name__ == rule.fallback:
            fallback = model
        elif fixed and all(fixed):
            for values in product(*fixed):
                named.setdefault(values, []).append(model)
        else:
            unnamed.append(model)
    by_keys = _by_keys(unnamed, fallback)
    if not named:
        return by_keys
    # itemgetter gives a bare value for one name.
    table = {key if len(key) > 1 else key[0]: _one_of(found) for key, found in named.items()}
    value_of = itemgetter(*rule.properties)

    def decode_by_value(value: dict[str, Any]) -> Any:
        try:
            chosen = table[value_of(value)]
        except (KeyError, TypeError):  # absent, not listed, or no scalar
            chosen = by_keys
        return chosen(value)

    return decode_by_value


def _one_of(models: list[type]) -> Decode:
    if len(models) > 1:
        return _by_keys(models, None)

    def decode_it(value: Any) -> Any:  # compiled at the first call
        return decoder(models[0])(value)

    return decode_it


def _by_keys(models: Sequence[type], fallback: type | None) -> Decode:
    required = [
        (frozenset(n for n, a in json_names(m).items() if not is_optional(annotations(m)[a])), m)
        for m in models
    ]

    def decode_by_keys(value: dict[str, Any]) -> Any:
        for keys, model in required:
            if keys <= value.keys():
                return decoder(model)(value)
        if fallback is None:
            raise mismatch("object of a known variant", value)
        return decoder(fallback)(value)

    return decode_by_keys


def indent(lines: Iterator[str] | Sequence[str], levels: int = 1) -> list[str]:
    """Return the lines, indented."""
    return [f"{'    ' * levels}{line}" for line in lines]


def _compile_decoder(cls: Any) -> Decode:
    source, types, names = Source(), annotations(cls), json_names(cls)
    required = {
        n: source.alternatives(types[a]) for n, a in names.items() if not is_optional(types[a])
    }
    additional = source.alternatives(get_args(types["additional_properties"])[1])
    source.namespace |= {
        "cls": cls,
        "new": cls.__new__,
        "KEYS": frozenset(names),
        "EXPECTED": {name: words(found) for name, found in required.items()},
    }
    variant = cls._variant
    lines = [
        "if src.__class__ is not dict and not isinstance(src, Mapping):",
        f"    raise mismatch('object', src, {variant!r})",
        "self = new(cls)",
        f"known = {len(required)}",
        "at = ''",
        "try:",
    ]
    for name, attribute in names.items():
        found = required.get(name) or source.alternatives(types[attribute])
        body = [f"value = src[{name!r}]", *source.check(found), f"self.{attribute} = value"]
        lines.append(f"    at = {name!r}")
        if name in required:
            lines += indent(body)
        else:
            lines += [
                f"    if {name!r} in src:",
                "        known += 1",
                *indent(body, 2),
                "    else:",
                f"        self.{attribute} = UNSET",
            ]
    if additional:
        lines += [
            "    additional = {}",
            "    for at, value in src.items():",
            "        if at not in KEYS:",
        ]
        lines += indent([*source.check(additional), "additional[at] = value"], 3)
        lines += ["    self.additional_properties = additional"]
    else:
        lines += [
            "    self.additional_properties = (",
            "        {key: src[key] for key in src if key not in KEYS} if len(src) != known else {}",
            "    )",
        ]
    lines += [
        "except KeyError:",
        f"    raise missing(EXPECTED[at], at, {variant!r}) from None",
        "except DecodeError as error:",
        f"    error.inside(at, {variant!r})",
        "    raise",
        "return self",
    ]
    return source.compile(f"decoder of {cls.__module__}.{cls.__qualname__}", "src", lines)


def _compile_encoder(cls: Any) -> Callable[[Any], dict[str, Any]]:
    source, types, names = Source(), annotations(cls), json_names(cls)

    def encoded(attribute: str, annotation: Any) -> str:
        converted = any(a.convert for a in source.alternatives(annotation))
        return f"encode(self.{attribute})" if converted else f"self.{attribute}"

    required = {n: a for n, a in names.items() if not is_optional(types[a])}
    pairs = ", ".join(f"{name!r}: {encoded(a, types[a])}" for name, a in required.items())
    lines = [f"result = {{{pairs}}}"]
    for name, attribute in names.items():
        if name not in required:
            lines += [f"if self.{attribute} is not UNSET:"]
            lines += [f"    result[{name!r}] = {encoded(attribute, types[attribute])}"]
    value = get_args(types["additional_properties"])[1]
    lines += [f"result.update({encoded('additional_properties', value)})", "return result"]
    return source.compile(f"encoder of {cls.__module__}.{cls.__qualname__}", "self", lines)
