"""What every page must be, whoever asks for it."""

import re
from typing import Any

TAG = re.compile(r"\{[{%#]|<c-[a-z]|\bc-slot\b")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=\"|\son[a-z]+=\"")
THIRD_PARTY = re.compile(r"(?:src|action)=\"(?:https?:)?//[^\"]+|<link[^>]+href=\"(?:https?:)?//")


def faults(response: Any) -> set[str]:
    """What is wrong with an answer: its headers, unrendered tags, scripts of its own, strangers."""
    found = set()
    policy = response.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        found.add("content security policy")
    if response.headers.get("X-Content-Type-Options") != "nosniff":
        found.add("nosniff")
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return found
    html = response.content.decode()
    for name, pattern in (("tag", TAG), ("inline", INLINE), ("third party", THIRD_PARTY)):
        if match := pattern.search(html):
            found.add(f"{name} {match[0]!r}")
    if html and ("<html lang=" not in html or 'dir="' not in html):
        found.add("language")
    return found
