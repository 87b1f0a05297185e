"""The formats in which things are dragged; palette and canvas agree on them here."""

SERVICE_MIME = "application/x-tenet-service"
"""The key of one catalog row or pattern, UTF-8."""

FRAGMENT_MIME = "application/x-tenet-fragment"
"""Copied elements and links, as `designer.edit.clipboard` writes them, UTF-8."""
