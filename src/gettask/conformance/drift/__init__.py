"""What traffic shows and the specification does not say, and the other way round."""

from .finding import Action, Finding, Observation
from .observe import Drift, drift

__all__ = ["Action", "Drift", "Finding", "Observation", "drift"]
