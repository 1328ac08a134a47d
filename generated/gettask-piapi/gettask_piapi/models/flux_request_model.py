from __future__ import annotations

from enum import StrEnum


class FluxRequestModel(StrEnum):
    QUBICOFLUX1_DEV = "Qubico/flux1-dev"
    QUBICOFLUX1_DEV_ADVANCED = "Qubico/flux1-dev-advanced"
    QUBICOFLUX1_SCHNELL = "Qubico/flux1-schnell"
