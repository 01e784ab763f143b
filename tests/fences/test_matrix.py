"""The golden permission table: every address x every role x own, another's and another pact's.

`PAKTEN_GOLDEN=write pytest tests/fences/test_matrix.py -n0` writes the table anew; read the
difference as you would read the policy, because it is the policy as it really acts.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

from pakten.base.access import Role, Verb
from tests.factories.everything import Everything, everything
from tests.fences.pages import faults

GOLDEN = Path(__file__).with_name("matrix.tsv")
VISITOR, ELSEWHERE = "visitor", "elsewhere"
COLUMNS = (VISITOR, *(role.value for role in Role), ELSEWHERE)
# a form with nothing in it that the view asks for
SENT = {"GET": (), "POST": ("sent=1", "application/x-www-form-urlencoded")}
OWN, ANOTHERS, OTHER_PACT = "own", "another's", "other pact"


def patterns(node: Any = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the product with its full route."""
    for entry in (node or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


ADDRESSES = sorted(patterns(), key=lambda pair: pair[0])


def test_every_address_declares_a_verb() -> None:
    undeclared = [
        route for route, entry in ADDRESSES if getattr(entry.callback, "needs", None) is None
    ]
    assert undeclared == []


def test_every_address_has_a_name_of_its_own() -> None:
    names = [entry.name for _, entry in ADDRESSES]
    assert None not in names
    assert sorted({n for n in names if names.count(n) > 1}) == []


def test_addresses_are_named_after_their_verb() -> None:
    """An address that needs one verb and changes something carries that verb's name."""
    verbs = {verb.value for verb in Verb}
    named = {entry.name for _, entry in ADDRESSES if len(getattr(entry.callback, "needs", ())) == 1}
    assert {verb for verb in verbs if verb not in named} == UNUSED


# two that open one page, each its own half of it
UNUSED = {"see_corrections", "see_erasures"}


class Cells:
    """Asks every address as everybody, and rolls back to one savepoint after each question.

    A savepoint rolled back to still stands, so the next question begins where this one did.
    """

    def __init__(self, world: Everything) -> None:
        self.world = world
        self.browsers = {name: world.browser(name) for name in COLUMNS}
        self.faults: set[str] = set()
        self.mark = transaction.savepoint()

    def row(self, entry: URLPattern, route: str, method: str, whose: str) -> str:
        address = self.world.address(route, whose)
        codes = [self.ask(name, method, address) for name in COLUMNS]
        return "\t".join([str(entry.name), method, whose, *codes])

    def ask(self, name: str, method: str, address: str) -> str:
        browser = self.browsers[name]
        cookies = browser.cookies.copy()
        try:
            response: Any = browser.generic(method, address, *SENT[method])
        except pytest.fail.Exception as undefined:
            self.faults.add(f"{name} {method} {address}: {undefined}")
            return "500"
        finally:
            transaction.savepoint_rollback(self.mark)
            browser.cookies = cookies
        self.faults |= {f"{name} {method} {address}: {fault}" for fault in faults(response)}
        return str(response.status_code)

    def rows(self) -> Iterator[str]:
        for route, entry in ADDRESSES:
            whose = (OWN, ANOTHERS, OTHER_PACT) if "<" in route else (OWN,)
            for method in ("GET", "POST"):
                for owner in whose:
                    yield self.row(entry, route, method, owner)


@pytest.fixture(scope="module")
def cells(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cells]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield Cells(everything())
        transaction.set_rollback(True)


def test_permissions_are_as_in_the_golden_table(cells: Cells) -> None:
    table = ["\t".join(["address", "method", "whose", *COLUMNS]), *cells.rows()]
    if os.environ.get("PAKTEN_GOLDEN") == "write":
        GOLDEN.write_text("\n".join(table) + "\n")
    assert table == GOLDEN.read_text().splitlines()
    assert cells.faults == set()


def read() -> list[dict[str, str]]:
    lines = [line.split("\t") for line in GOLDEN.read_text().splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_nothing_of_another_pact_is_ever_found() -> None:
    reached = [
        (row["address"], row["method"], name)
        for row in read()
        if row["whose"] == OTHER_PACT and row["address"] not in PUBLIC_WITH_ARGUMENTS
        for name in COLUMNS
        if name != ELSEWHERE and row[name] not in {"302", "403", "404", "405"}
    ]
    assert reached == []


PUBLIC_WITH_ARGUMENTS = {"activity", "ask_callback", "callback_asked"} | {
    # a secret in the address opens one thing in the pact it was made in, for whoever was sent it
    "open_profile", "answer_invitation", "download_invitation", "stop_topic", "sign_by_link", "print_by_link",
    "proposal_by_link", "answer_proposal_by_link", "presentation_by_link", "presented_picture_by_link", "disown_link", "confirm_by_link",
    "pulse_by_link", "stop_pulses", "follow_up_by_link",
    "decline_by_link", "sheet_by_link", "object_by_link", "sign_on_tablet", "close_tablet", "answer_by_link", "answer_survey",
    "untie_answers", "answer_openly",
    # files of open data are named alike in every pact, and tell of the one that is asked
    "data_csv", "data_xlsx", "data_json", "data_json_stat", "data_csvw",
    # so are the years of reports
    "annual_report", "annual_report_file",
    # the form of a file with one's own data, and nobody else's
    "take_copy",
}  # fmt: skip


def test_no_address_answers_with_a_server_error() -> None:
    broken = [
        (r["address"], r["method"]) for r in read() if any(r[c].startswith("5") for c in COLUMNS)
    ]
    assert broken == []
