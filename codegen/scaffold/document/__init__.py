"""An OpenAPI document of a vendor, taken over as an API: read, rewritten, recognised, completed, laid out."""
