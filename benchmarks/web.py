"""`make bench`: what pages cost, beside a bare view with one query on the same server.

Starts Pakten on a data folder of its own with the example pact, twice, to time the start too.
"""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.load import Line, measure

PASSWORD = "integrationspakt"
ONE = {"clients": 1, "requests": 200, "seconds": 8.0}
MANY = {"clients": 8, "requests": 1600, "seconds": 8.0}
WARM = {"clients": 8, "requests": 80, "seconds": 5.0}
HIDDEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
HEADINGS = ["page", "p50 ms", "p95 ms", "req/s", "p95 ms busy", "queries", "bytes"]


@dataclass
class Page:
    """A page to measure, and who looks at it."""

    name: str
    path: str
    who: str | None = None


@contextmanager
def running(var: Path, port: int) -> Iterator[float]:
    """Pakten on its own folder; gives the seconds until it was open."""
    environment = os.environ | {
        "PAKTEN_VAR": str(var),
        "PORT": str(port),
        "PAKTEN_BENCH": "1",
        "PAKTEN_EXAMPLE_PASSWORD": PASSWORD,
    }
    environment.pop("DATABASE_URL", None)
    begun = time.perf_counter()
    words = [sys.executable, "-m", "pakten.config.cli", "run"]
    process = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("Pakten is open"):
                break
        else:
            raise RuntimeError("Pakten did not start")
        yield time.perf_counter() - begun
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def sign_in(port: int, email: str, path: str = "/login/") -> str:
    """Sign in through the form, as a browser without JavaScript, and return the cookies."""
    cookies: dict[str, str] = {}
    _status, body = _talk(port, cookies, "GET", path)
    hidden = HIDDEN.search(body)
    form = {"login": email, "password": PASSWORD}
    if hidden:
        form["csrfmiddlewaretoken"] = hidden[1]
    status, body = _talk(port, cookies, "POST", path, form)
    if status not in (302, 303):
        raise RuntimeError(f"{email} could not sign in: {status}")
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def _talk(
    port: int, cookies: dict[str, str], method: str, path: str, form: dict[str, str] | None = None
) -> tuple[int, str]:
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())}
    if form is not None:
        headers |= {"Content-Type": "application/x-www-form-urlencoded"}
    server.request(method, path, urlencode(form or {}) or None, headers)
    reply = server.getresponse()
    for name, value in reply.getheaders():
        if name.lower() == "set-cookie":
            key, _sign, rest = value.partition("=")
            cookies[key] = rest.partition(";")[0]
    body = reply.read().decode()
    server.close()
    return reply.status, body


def pages(port: int, cookie: str) -> list[Page]:
    """The pages of the goals; the member is the first one the register links to."""
    who = "coordinator@pakten.example"
    register = Line(port, cookie).get("/organisations/").body.decode()
    member = re.search(r'href="(/organisations/\d+/)"', register)
    if member is None:
        raise RuntimeError("the register links to no member")
    return [
        Page("bare view, 1 query", "/bench/bare"),
        Page("public home", "/"),
        Page("desk", "/home/", who),
        Page("member", member[1], who),
        Page("openings", "/openings/", who),
        Page("results", "/results/"),
        Page("equality", "/results/equality/"),
        Page("annual report", f"/results/reports/{datetime.now(UTC).year - 1}/"),
        Page("open data", "/data/"),
        Page("all years, CSV", "/data/years.csv"),
        Page("analysis", "/analysis/", who),
        Page("deeds", "/outcomes/", who),
    ]


def row(port: int, page: Page, cookie: str) -> list[str]:
    """One page's line of the table: alone first, then with eight clients at once."""
    line = Line(port, cookie)
    first = line.get(page.path)
    if first.status != 200:
        raise RuntimeError(f"{page.path} answers {first.status}")
    measure(port, page.path, cookie, **WARM)
    again = line.get(page.path)
    line.close()
    alone = measure(port, page.path, cookie, **ONE)
    busy = measure(port, page.path, cookie, **MANY)
    if alone.wrong or busy.wrong:
        raise RuntimeError(f"{page.path}: {alone.wrong + busy.wrong} answers were not 200")
    return [page.name, f"{alone.p50:.1f}", f"{alone.p95:.1f}", f"{busy.per_second:.0f}",
            f"{busy.p95:.1f}", str(again.queries), str(len(again.body))]  # fmt: skip


def table(rows: list[list[str]], headings: list[str] = HEADINGS) -> str:
    """A Markdown table that also reads well in a terminal."""
    lines = [headings, *rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(headings))]
    shown = ["| " + " | ".join(c.rjust(w) if i else c.ljust(w) for i, (c, w) in
             enumerate(zip(line, widths, strict=True))) + " |" for line in lines]  # fmt: skip
    rule = "|" + "|".join("-" * (w + 1) + (":" if i else "-") for i, w in enumerate(widths)) + "|"
    return "\n".join([shown[0], rule, *shown[1:]])


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="pakten-bench-") as folder:
        var, port = Path(folder) / "var", free_port()
        with running(var, port) as first:
            pass
        with running(var, port) as second:
            cookie = sign_in(port, "coordinator@pakten.example")
            rows = [row(port, page, cookie if page.who else "") for page in pages(port, cookie)]
    print(f"start: first {first:.1f} s (with the example pact), second {second:.1f} s\n")
    print(table(rows))
    print("\np50, p95: one client; req/s and “busy”: eight clients at once, on the same machine.")


if __name__ == "__main__":
    main()
