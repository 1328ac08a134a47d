"""Lays out new files of specs: a variant from a response, an API from answers, bodies or an OpenAPI file."""
