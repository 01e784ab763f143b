"""Absolute addresses for mails: where the pact is found, without a request at hand."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings


def site_of(host: str) -> str:
    """`https://pakten.city.example`: the pact's own host where it has one, else PAKTEN_URL."""
    site = urlsplit(settings.SITE_URL)
    if host:
        port = f":{site.port}" if site.port else ""
        return urlunsplit((site.scheme, host + port, "", "", ""))
    return urlunsplit((site.scheme, site.netloc, "", "", ""))


def link_to(pact: Any, path: str) -> str:
    """The plain link to a local path of a pact."""
    if not path.startswith("/") or path.startswith("//"):
        raise ValueError(f"a notice leads to a page of ours, not to {path!r}")
    return site_of(pact.host) + path
