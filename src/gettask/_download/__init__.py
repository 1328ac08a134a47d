"""Downloads: which hosts may be reached, partial files, media types."""
