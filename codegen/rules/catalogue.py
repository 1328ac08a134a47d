"""All lint rules of ours, and the page that explains them."""

from __future__ import annotations

from codegen.rules.check import RULES
from codegen.rules.rule import Layer, Rule

PAGE = "docs/rules.md"

_LAYERS: dict[Layer, str] = {
    "documented": "documents",
    "effective": "effective specs",
    "variant": "specs of one variant",
    "client": "what the client generator reads",
}

# Rules about files, not about a bundled document.
_FILES = [
    Rule(
        "spec",
        "A file that is not valid YAML, or holds an invalid reference or overlay.",
        "Nothing else can be checked before.",
        "see the message, which names what was expected",
    ),
    Rule(
        "variant-file",
        "A file in `variants/` with a key that no variant has, or a mark that means nothing.",
        "An unread key reaches no client, no mock and no effective spec.",
        "see docs/extensions.md for what a variant's file holds",
    ),
    Rule(
        "difference",
        "An action in observed.yaml without `x-id`, `x-confidence` or `x-sources`.",
        "A difference from the vendor's documentation is only as good as its evidence.",
        "add the id of the difference, its confidence and its sources",
    ),
    Rule(
        "uncited-source",
        "A source that nothing cites.",
        "A fact was lost, its citation is misspelt, or the source is there twice.",
        "cite it where it shows something, or remove it",
    ),
    Rule(
        "unused",
        "A file in `openapi/<api>/`, or a schema in one, that nothing refers to.",
        "It reaches no effective spec: it was forgotten, or its reference or its name is misspelt.",
        "refer to it, or remove it",
    ),
    Rule(
        "successor",
        "The successor of an API is not an API here.",
        "The client of the old API and its migration page name the new one.",
        "use the name of a folder in openapi/",
    ),
    Rule(
        "emit",
        "Something that the client generator refuses.",
        "It would leave the schema or operation out.",
        "see the message; change the document, or the client's view of it in overlays/<api>/client.yaml",
    ),
    Rule(
        "contradiction",
        "An `x-contradicts` that no example of the documents needs any more.",
        "A waiver that outlives its reason hides the next mistake.",
        "remove the mark",
    ),
]


def rules() -> list[Rule]:
    """Return all rules of ours, by name."""
    return sorted([*_FILES, *RULES], key=lambda rule: rule.name)


def anchor(rule: str) -> str:
    """Return the anchor of a rule on the page; rules that are not ours are Redocly's."""
    return rule if rule in {r.name for r in rules()} else "redocly"


def paragraphs() -> str:
    """Return a section for each rule, in Markdown."""
    blocks = []
    for rule in rules():
        layers = "files" if not rule.layers else ", ".join(_LAYERS[layer] for layer in rule.layers)
        layers = "every layer" if len(rule.layers) == len(_LAYERS) else layers
        blocks += [
            f"## {rule.name}",
            f"{rule.sentence} {rule.why}",
            f"Fix: {rule.hint}. Checks: {layers}."
            + " Severity: note; it does not fail the command." * (rule.severity == "note"),
        ]
    return "\n\n".join(blocks)
