"""An API as its effective spec describes it."""
