"""All lint rules, from what the guards say of themselves, and the page that explains them."""

from __future__ import annotations

import inspect
from typing import NamedTuple

PAGE = "docs/rules.md"

_LAYERS = {
    "documented": "documents",
    "effective": "effective specs",
    "slice": "specs of one variant",
    "client": "what the client generator reads",
}

_ABOUT = """\
Made by `make generate` of what the rules say of themselves. Not to be edited.

`make generate` and `make check` stop at whatever breaks one of these, and name file, line and rule.
`python -m codegen lint --format github` and `--format sarif` say it to machines. A rule holds in some
layers: the documents as they are written, the effective specs, the specs of one variant, what the client
generator reads."""
_ABOUT_REDOCLY = """\
A rule of any other name is Redocly's, whose documentation explains it. `codegen/sources/redocly.yaml`
lists those that are on: its recommended ones, and some more. In effective specs a warning counts as an error.
For the examples of the documents `example` speaks, since `openapi/contradictions.yaml` answers it."""

# Rules that are no guards: they look at files, not at a bundled document.
_FILES = [
    (
        "spec",
        "A file that cannot be read as what it is: YAML, a reference, an overlay.",
        "Everything else rests upon it.",
        "the message says what was expected",
    ),
    (
        "unlisted-variant",
        "A document in `tasks/` that the document of its API does not refer to.",
        "It would be checked by itself, and be in no client, no mock and no effective spec.",
        "reference its schemas from the API's openapi.yaml, in the union of tasks and in that of requests",
    ),
    (
        "variant-name",
        "A document in `tasks/` of whose name no schema has an `x-variant`.",
        "The effective spec of a variant is named after it.",
        "name the file after the variant",
    ),
    (
        "difference",
        "An action in observed.yaml without `x-id`, `x-confidence` or `x-sources`.",
        "A difference from the vendor's word is worth as much as what shows it.",
        "say which difference the action belongs to, how sure it is and what shows it",
    ),
    (
        "successor",
        "An API that is said to follow another one, and is not there.",
        "The client of the old one and its page on the way to the new one send people there.",
        "name an API as its folder in openapi/ is called",
    ),
    (
        "contradiction",
        "An entry of contradictions.yaml that nothing needs any more, or that names no action.",
        "An excuse that outlives its reason hides the next mistake.",
        "remove the entry, or name the overlay action that settles it",
    ),
]


class Rule(NamedTuple):
    """A rule: what it finds, why that matters, how to mend it, and where it looks."""

    name: str
    what: str
    why: str
    hint: str
    layers: tuple[str, ...] = ()
    note: bool = False


def rules() -> list[Rule]:
    """Return all rules of ours, by name."""
    from codegen.rules.guards import GUARDS

    found = [Rule(*fields) for fields in _FILES]
    for guard in GUARDS:
        what, _, why = (inspect.getdoc(guard.check) or "").partition("\n\n")
        found.append(Rule(guard.rule, what, " ".join(why.split()), guard.hint, guard.layers, guard.note))
    return sorted(found)


def anchor(rule: str) -> str:
    """Return the anchor of a rule on the page; rules that are not ours are Redocly's."""
    return rule if rule in {r.name for r in rules()} else "redocly"


def page() -> str:
    """Return the page that explains all rules, in Markdown."""
    blocks = ["# Lint rules", _ABOUT]
    for rule in rules():
        looks = "files" if not rule.layers else ", ".join(_LAYERS[layer] for layer in rule.layers)
        looks = "every layer" if len(rule.layers) == len(_LAYERS) else looks
        blocks += [
            f"## {rule.name}",
            f"{rule.what} {rule.why}",
            f"To mend it: {rule.hint}. Looks at: {looks}.{' A note: it stops nothing.' if rule.note else ''}",
        ]
    blocks += ["## redocly", _ABOUT_REDOCLY]
    return "\n\n".join(blocks) + "\n"
