"""`make bench-register`: a register of 5 000 members and an import of 5 000 rows, measured.

A database of its own. The register's list, search and filters are measured beside the bare page:
the same shell, menu and signed-in person, without a list (`/bench/shell`). Then a file of 5 000
rows is read and imported by a real worker, which is killed with `kill -9` several times on the way.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psutil
import psycopg

from benchmarks.crowd import MEMBERS, fill
from benchmarks.load import Line, Measured
from benchmarks.web import free_port, running, sign_in, table
from pakten.config import embedded

ROWS = 5_000
KILLS = 5
WHO = "coordinator@pakten.example"
PAGES = [
    ("list", "/organisations/"),
    ("list, page 60", "/organisations/?page=60"),
    ("search a name", "/organisations/?q=solberga"),
    ("search a contact's e-mail", "/organisations/?q=kontakt4711%40"),
    ("search a number", "/organisations/?q=559000-1"),
    ("filter stage", "/organisations/?stage=active"),
    ("filter activity and district", "/organisations/?activity={activity}&district={district}"),
    ("view running out", "/organisations/?view=expiring"),
    ("sorted by last day", "/organisations/?sort=ends"),
    ("the same page without rows", "/organisations/?q=nobodyhasthisname"),
]
BARE = "/bench/shell"
HEADINGS = [
    "page",
    "p50 ms",
    "p95 ms",
    "bare p50",
    "bare p95",
    "× p50",
    "× p95",
    "queries",
    "bytes",
]
PAIRS, WARM = 150, 20
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|_once)" value="([^"]+)"')


def number(stem: int) -> str:
    """An organisation number with its check digit."""
    digits = f"{stem:09d}"
    total = sum(sum(divmod(int(d) * (2 - i % 2), 10)) for i, d in enumerate(digits))
    return digits + str(-total % 10)


def a_file() -> bytes:
    """Rows nobody has, each with a contact."""
    rows = ["Organisationsnummer;Namn;Anställda;Kontaktperson;E-post"]
    rows += [
        f"{number(556100000 + n)};Importerad {n:05d} AB;{n % 300};Kim {n};kim{n}@import.example"
        for n in range(ROWS)
    ]
    return "\r\n".join(rows).encode()


def pages(port: int, cookie: str, ids: dict[str, int]) -> list[list[str]]:
    """The table. Each page is asked for in turn with the bare page, so that both meet the same minute."""
    rows = []
    for name, path in PAGES:
        address, line = path.format(**ids), Line(port, cookie)
        for _ in range(WARM):
            line.get(BARE)
            reply = line.get(address)
        times: dict[str, list[float]] = {BARE: [], address: []}
        for _ in range(PAIRS):
            for each, took in times.items():
                begun = time.perf_counter()
                if line.get(each).status != 200:
                    raise RuntimeError(f"{each} is not answered with 200")
                took.append((time.perf_counter() - begun) * 1000)
        line.close()
        bare, page = Measured(times[BARE]), Measured(times[address])
        rows.append([name, f"{page.p50:.1f}", f"{page.p95:.1f}", f"{bare.p50:.1f}", f"{bare.p95:.1f}",
                     f"{page.p50 / bare.p50:.1f}", f"{page.p95 / bare.p95:.1f}",
                     str(reply.queries), str(len(reply.body))])  # fmt: skip
    return rows


def upload(port: int, cookie: str) -> tuple[float, str]:
    """Send the file through the form; seconds, and the page it leads to."""
    fields = dict(HIDDEN.findall(Line(port, cookie).get("/imports/").body.decode()))
    mark = "----pakten"
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = 'Content-Disposition: form-data; name="file"; filename="members.csv"'
    parts.append(f"--{mark}\r\n{head}\r\nContent-Type: text/csv\r\n\r\n".encode() + a_file())
    body = b"".join(parts) + f"\r\n--{mark}--\r\n".encode()
    begun = time.perf_counter()
    where = post(port, cookie, "/imports/", body, f"multipart/form-data; boundary={mark}")
    return time.perf_counter() - begun, where


def post(port: int, cookie: str, path: str, body: bytes, kind: str) -> str:
    """Send a form; the address it leads to."""
    server = HTTPConnection("127.0.0.1", port, timeout=120)
    server.request("POST", path, body, {"Cookie": cookie, "Content-Type": kind})
    reply = server.getresponse()
    text = reply.read()
    if reply.status != 302:
        raise RuntimeError(f"{path} answers {reply.status}: {text[:300]!r}")
    return reply.headers["Location"]


def run_import(port: int, cookie: str, rows: str) -> None:
    """Press the button."""
    page, run = Line(port, cookie).get(rows).body.decode(), rows.replace("/rows/", "/run/")
    fields = HIDDEN.findall(page[page.index(f'action="{run}"') :])[:2]
    body = "&".join(f"{name}={value}" for name, value in fields).encode()
    post(port, cookie, run, body, "application/x-www-form-urlencoded")


@contextmanager
def without_its_worker() -> Iterator[None]:
    """The worker of the running Pakten stands still, so that the one to be killed has the work."""
    ours = psutil.Process().children(recursive=True)
    still = [process for process in ours if "worker" in process.cmdline()]
    for process in still:
        process.suspend()
    try:
        yield
    finally:
        for process in still:
            process.resume()


def start_worker(var: Path) -> "subprocess.Popen[bytes]":
    """A worker of our own, to be killed."""
    words = [sys.executable, "-m", "pakten.config.cli", "worker"]
    address = {"PAKTEN_VAR": str(var), "DATABASE_URL": embedded.url_for(var)}
    return subprocess.Popen(words, env=os.environ | address)


def carry(connection: psycopg.Connection[Any], var: Path, kills: int) -> float:
    """Wait for the import, killing the worker on the way; seconds."""
    begun, marks = time.perf_counter(), [ROWS * (n + 1) // (kills + 1) for n in range(kills)]
    worker = start_worker(var)
    while True:
        row = connection.execute(
            "SELECT (SELECT count(*) FROM imports_importrow WHERE done_at IS NOT NULL),"
            " (SELECT state FROM imports_import ORDER BY id DESC LIMIT 1)"
        ).fetchone()
        assert row is not None
        if row[1] == "done":
            break
        if marks and row[0] >= marks[0]:
            marks.pop(0)
            worker.kill()
            worker.wait()
            worker = start_worker(var)
        time.sleep(0.05)
    took = time.perf_counter() - begun
    worker.terminate()
    worker.wait()
    return took


def outcome(connection: psycopg.Connection[Any]) -> str:
    """Lost and doubled, counted in the register itself."""
    row = connection.execute(
        "SELECT count(*), count(DISTINCT house.number), count(contact.id), count(DISTINCT contact.email)"
        " FROM organisations_organisation AS house JOIN organisations_contact AS contact"
        " ON contact.organisation_id = house.id WHERE house.name LIKE 'Importerad %'"
    ).fetchone()
    assert row is not None
    lost, doubled = ROWS - min(row[1], row[3]), row[0] - row[1] + row[2] - row[3]
    return f"{row[1]} members with their contacts; {lost} lost, {doubled} doubled"


def main() -> None:
    """Measure and print."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    with tempfile.TemporaryDirectory(prefix="pakten-bench-") as folder:
        var, port = Path(folder) / "var", free_port()
        with (
            running(var, port),
            psycopg.connect(embedded.url_for(var), autocommit=True) as connection,
        ):
            ids, cookie = fill(connection), sign_in(port, WHO)
            rows = pages(port, cookie, ids)
            print(f"register of {MEMBERS} members\n")
            print(table(rows, HEADINGS), flush=True)
            read, where = upload(port, cookie)
            with without_its_worker():
                run_import(port, cookie, where)
                took = carry(connection, var, kills)
            told = outcome(connection)
    print(f"\nimport of {ROWS} rows: read and matched in {read:.1f} s, carried out in {took:.1f} s")
    print(f"with {kills} × kill -9 of the worker: {told}")


if __name__ == "__main__":
    main()
