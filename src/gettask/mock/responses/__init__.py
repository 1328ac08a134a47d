"""Response bodies and headers, made from the spec."""
