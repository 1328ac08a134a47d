"""The account resources of an API, and the query parameters that they take, as its effective spec says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .contract import Contract
from .pointer import lookup

_TAG = "account"
"""The tag of the operations about the account."""


@dataclass(frozen=True, slots=True)
class AccountResource:
    """An operation that takes nothing but query parameters.

    Attributes:
        operation: The contract's name of the operation.
        parameters: The names of its query parameters.
        required: Those that cannot be left out.
    """

    operation: str
    parameters: tuple[str, ...]
    required: tuple[str, ...]

    @classmethod
    def of(cls, operation: str, data: Mapping[str, Any]) -> AccountResource:
        query = [each for each in data.get("parameters", ()) if each.get("in") == "query"]
        required = tuple(each["name"] for each in query if each.get("required"))
        return cls(operation, tuple(each["name"] for each in query), required)

    def query(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Return the parameters to send, without those that are None.

        Raises:
            ValueError: A parameter is unknown, or a required one is missing.
        """
        given = {name: value for name, value in params.items() if value is not None}
        unknown = sorted(params.keys() - set(self.parameters))
        missing = [name for name in self.required if name not in given]
        if unknown or missing:
            problem = f"not {', '.join(unknown)}" if unknown else f"and {', '.join(missing)} is missing"
            raise ValueError(f"{self.operation} takes {', '.join(self.parameters) or 'nothing'}, {problem}")
        return given


def account_resources(contract: Contract) -> dict[str, AccountResource]:
    """Return the account resources by name, the account or balance itself first."""
    return {
        name.partition("_")[2]: AccountResource.of(name, data)
        for name, data in operations(contract)
        if _TAG in data.get("tags", ())
    }


def where_to_look(contract: Contract) -> str:
    """Return where the account shows whether a job exists, as the end of a sentence."""
    lists = [f"account({name!r})" for name in account_resources(contract) if "task" in name]
    return " and ".join(lists) if lists else f"the account at {contract.title}"


def query_operation(contract: Contract, operation: str) -> AccountResource:
    """Return the query parameters of an operation by its name in the contract."""
    return AccountResource.of(operation, dict(operations(contract))[operation])


def payload(contract: Contract, document: Any) -> Any:
    """Return what a response carries inside its envelope, or the response itself if it has none."""
    inner = lookup(document, contract.lifecycle.task)
    return inner if isinstance(inner, (dict, list)) else document


def operations(contract: Contract) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the name of each operation of the contract with what the effective spec says about it."""
    for name, operation in contract.operations.items():
        yield name, contract.spec["paths"][operation.path][operation.method.lower()]
