"""The search attributes of jobs, by which Temporal lists them."""

from __future__ import annotations

from temporalio.common import SearchAttributeKey, SearchAttributePair, TypedSearchAttributes

VARIANT = SearchAttributeKey.for_keyword("GettaskVariant")
LABEL = SearchAttributeKey.for_keyword("GettaskLabel")
TASK = SearchAttributeKey.for_keyword("GettaskTask")
STATE = SearchAttributeKey.for_keyword("GettaskState")
COST_USD = SearchAttributeKey.for_float("GettaskCostUsd")

KEYWORDS, NUMBERS = (VARIANT, LABEL, TASK, STATE), (COST_USD,)


def at_start(variant: str, label: str | None) -> TypedSearchAttributes:
    """Return the attributes of a job that is submitted."""
    pairs = [SearchAttributePair(VARIANT, variant)]
    if label is not None:
        pairs.append(SearchAttributePair(LABEL, label))
    return TypedSearchAttributes(pairs)
