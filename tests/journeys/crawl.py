"""Goes wherever links lead, as one role, and says what is wrong with the pages it finds.

Of every kind of page (the name of its address with its words, not its numbers) one is opened.
Looks alternate from page to page; `PAKTEN_ALL=1` gives every page every look.
"""

import gzip
import os
import re
from collections import deque
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import axe_playwright_python
from django.urls import Resolver404, ResolverMatch, resolve
from playwright.sync_api import Page, Response

from pakten.base.access import Role

HERE = Path(__file__).parent
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
AXE_RUN = """async () => (await axe.run(document, {
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  rules: {"target-size": {enabled: true}},
})).violations.flatMap((v) => v.nodes.map((n) => [v.id, n.target.join(" ")]))"""
PROBE, OVERFLOW = ((HERE / name).read_text() for name in ("probe.js", "overflow.js"))
UNFOLD = (
    "() => document.querySelectorAll('main details:not(.p-menu)').forEach((e) => { e.open = true })"
)
SHAPE = "() => [...new Set([...document.body.querySelectorAll('*')].map((e) => e.tagName + '.' + e.classList))]"
LOADED = "() => performance.getEntriesByType('resource').map((entry) => entry.name)"
LINKS = "() => [...document.querySelectorAll('a[href]')].map((link) => link.href)"
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
TIMING = re.compile(r'desc="(\d+)"')

ALL = os.environ.get("PAKTEN_ALL") == "1"
MOST_PAGES, MOST_QUERIES, MOST_QUERIES_OF_A_LIST, MOST_BYTES = 120, 25, 12, 100_000
# the office sees the page of the PDF that it writes, as a picture
MOST_BYTES_OF = {"write_report": 180_000}
NARROWEST = 320
# what is no page but a file, by the end or a part of its path, or asked for as one
FILES = re.compile(
    r"\.(pdf|ics|csv|json|jsonl|xlsx|svg|css|rdf|atom|xml|zip|jpg)$|/imports/template/|/sealed/|/data/copy/|^/static/"
)
# what in a query changes a page so much that it is a page of its own
VIEWS = {"view", "show", "want", "invite", "party", "shell", "format"}
# what in an address changes its words alone
WORDS = {
    "place", "lang", "language", "link_token", "guest_token", "tablet_token", "stop", "survey_token",
    "survey_code", "sample_token", "kin", "dataset", "chapter",
}  # fmt: skip
LISTS = {
    "see_register", "see_letters", "see_openings", "see_people", "see_placements", "see_outcomes",
    "see_outbox", "see_accounts", "members",
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """One way to read a page."""

    width: int
    scheme: str
    language: str

    def __str__(self) -> str:
        return f"{self.width} {self.scheme} {self.language}"


WORK = (
    Look(1280, "light", "sv"), Look(390, "dark", "sv"), Look(390, "light", "en"), Look(1280, "dark", "en"),
)  # fmt: skip
ARABIC = (Look(390, "light", "ar"), Look(1280, "dark", "ar"))


def looks_at(number: int, *, arabic: bool) -> list[Look]:
    """The looks of the page that was found as number so and so."""
    if ALL:
        languages = ("sv", "en", "ar") if arabic else ("sv", "en")
        return [Look(*each) for each in product((390, 1280), ("light", "dark"), languages)]
    looks = [WORK[number % len(WORK)]]
    return [*looks, ARABIC[number % len(ARABIC)]] if arabic else looks


# what axe has already read in this process, by kind of page and colours
READ: dict[tuple[str, str], set[str]] = {}
# compressed sizes of what pages load
SIZES: dict[str, int] = {}


@dataclass
class Crawl:
    """`run()` goes through the pages of a signed-in browser and returns what is wrong."""

    page: Page
    role: str
    arabic: bool = False
    most_bytes: int = MOST_BYTES
    faults: list[str] = field(default_factory=list)
    opened: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def run(self, *starts: str) -> list[str]:
        """Breadth first, so that what is near is surely opened."""
        waiting = deque(urljoin(self.page.url, start) for start in starts)
        known = {self.kind(address) for address in waiting}
        while waiting and len(self.opened) < MOST_PAGES:
            address = waiting.popleft()
            for link in self.visit(address):
                kind = self.kind(link)
                if kind and kind not in known:
                    known.add(kind)
                    waiting.append(link)
        return self.faults

    def kind(self, address: str) -> str:
        """`see_letter`, `edit_participant skills`, `see_openings ?kind`; "" for what need not be opened."""
        parts = urlsplit(address)
        if parts.netloc != urlsplit(self.page.url).netloc or parts.path.startswith("/static/"):
            return ""
        try:
            match = resolve(parts.path)
        except Resolver404:
            return f"nowhere {parts.path}"
        parts_of_it = {k: str(v) for k, v in match.kwargs.items() if k not in WORDS}
        words = [value for value in parts_of_it.values() if not value.isdigit()]
        query = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
        if query - VIEWS or len(query) > 1 or self.is_of_others(match):
            return ""
        return " ".join([str(match.url_name), *words, *(f"?{name}" for name in sorted(query))])

    def is_of_others(self, match: ResolverMatch) -> bool:
        """The open pages are the visitor's to go through."""
        return self.role in set(Role) and getattr(match.func, "needs", None) == ()

    def visit(self, address: str) -> list[str]:
        """Open and check a page in its looks; the links it holds."""
        kind, links = self.kind(address), []
        looks = looks_at(len(self.opened), arabic=self.arabic)
        self.opened[kind] = address
        for number, look in enumerate(looks):
            self.dress(look)
            response = self.go(address, kind)
            if response is None or self.kind(self.page.url) != kind:
                return [self.page.url]
            if number == 0:
                links = [urldefrag(link).url for link in self.page.evaluate(LINKS)]
                self.check_cost(kind, response)
                self.check_title(kind)
            self.check(kind, look)
        return links

    def dress(self, look: Look) -> None:
        cookie = {"name": "pakten_language", "value": look.language, "url": self.page.url}
        self.page.context.add_cookies([cookie])  # type: ignore[list-item]
        self.page.emulate_media(color_scheme=look.scheme)  # type: ignore[arg-type]
        self.resize(look.width)

    def resize(self, width: int, height: int = 900) -> None:
        """A new size is laid out in the next frame."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.evaluate(FRAMES)

    def go(self, address: str, kind: str) -> Response | None:
        """None for what is no page: a file, or a fault, which is noted."""
        parts = urlsplit(address)
        if FILES.search(parts.path) or "format=" in parts.query:
            answer = self.page.request.get(address)
            if not answer.ok or not answer.body():
                self.fault(kind, "file", f"{address} answers {answer.status}")
            return None
        response = self.page.goto(address)
        if response is None or response.status != 200:
            self.fault(kind, "link", f"{address} answers {response and response.status}")
            return None
        return response if "text/html" in response.headers.get("content-type", "") else None

    def check(self, kind: str, look: Look) -> None:
        """Everything that can be seen in one look."""
        self.page.evaluate(UNFOLD)
        where = f"{kind} [{look}]"
        self.note(where, self.page.evaluate(PROBE))
        shape = set(self.page.evaluate(SHAPE))
        read = READ.setdefault((kind, look.scheme), set())
        if ALL or not shape <= read:
            read |= shape
            self.unroll(look)
            self.page.evaluate(AXE)
            self.note(where, self.page.evaluate(AXE_RUN))
        for width in sorted({NARROWEST, 390, 1280} - {look.width}) if ALL else (NARROWEST, 390):
            self.resize(width)
            wide = self.page.evaluate(OVERFLOW)
            self.note(f"{where} at {width}", [("scrolls sideways", each) for each in wide])

    def unroll(self, look: Look) -> None:
        """A screen as high as the page: bars that stay in place then cover nothing."""
        height = self.page.evaluate("document.documentElement.scrollHeight")
        self.resize(look.width, min(height + 100, 15_000))

    def check_title(self, kind: str) -> None:
        title, name = self.page.title(), kind.split(" ", maxsplit=1)[0]
        other = self.titles.setdefault(title, name)
        if other != name:
            self.fault(kind, "title", f"{title!r} is also that of {other}")

    def check_cost(self, kind: str, response: Response) -> None:
        found = TIMING.search(response.headers.get("server-timing", ""))
        queries = int(found[1]) if found else -1
        name = kind.split(" ", maxsplit=1)[0]
        most = MOST_QUERIES_OF_A_LIST if name in LISTS else MOST_QUERIES
        if not 0 <= queries <= most:
            self.fault(kind, "queries", f"{queries} of {most}")
        weight = self.weight(response)
        most_bytes = MOST_BYTES_OF.get(name, self.most_bytes)
        if weight > most_bytes:
            self.fault(kind, "weight", f"{weight} of {most_bytes} bytes")

    def weight(self, response: Response) -> int:
        """Compressed bytes of the page and of all it loads, without fonts."""
        return len(gzip.compress(response.body(), 6)) + sum(
            self.bytes_of(name) for name in self.page.evaluate(LOADED) if ".woff2" not in name
        )

    def bytes_of(self, address: str) -> int:
        if address not in SIZES:
            SIZES[address] = len(gzip.compress(self.page.request.get(address).body(), 6))
        return SIZES[address]

    def note(self, where: str, found: list[Any]) -> None:
        for rule, place in found:
            self.fault(where, rule, place)

    def fault(self, where: str, rule: str, place: str) -> None:
        self.faults.append(f"{self.role}: {where}: {rule}: {place}")
