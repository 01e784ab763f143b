"""A member the city no longer approves of is nowhere for outsiders: not a name, not a page, not a file."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from pakten.agreements.commitments.states import LetterState
from pakten.base.access import Actor
from pakten.parties.organisations.actions import withdraw_organisation
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Kind, Stage
from pakten.parties.pacts.models import Pact
from pakten.parties.vetting import actions as vetting
from pakten.parties.vetting.rules import Ruling
from pakten.parties.vetting.states import Decision
from tests.factories.browser import browser
from tests.factories.letters import make_letter, make_pledge
from tests.factories.openings import make_opening
from tests.factories.register import make_look
from tests.factories.world import (
    NOW,
    days,
    inside,
    make_measure,
    make_organisation,
    make_pact,
    make_staff,
    text,
)

pytestmark = pytest.mark.django_db
LINK = re.compile(r'(?:href|src|action)="([^"]+)"')
SECRETS = ("Ytterlunda", "Nattens bakare", "Pulkabacken")  # name, opening, local offer
SIGNS = re.compile("|".join(SECRETS))
ASKED = (
    "/members/?q=Ytterlunda", "/members/?language=so", "/members/?kind=association",
    "/members/?sort=new", "/members/?q=Pulkabacken", "/members/?format=csv",
    "/members/?format=xlsx", "/sitemap.xml", "/join/?want=staff&sector=R",
)  # fmt: skip


def plain_addresses(patterns: list[Any], before: str = "") -> Iterator[str]:
    """Every address of the product that takes no argument."""
    for each in patterns:
        route = f"{before}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from plain_addresses(each.url_patterns, route)
        elif isinstance(each, URLPattern) and "<" not in route and "(" not in route:
            yield f"/{route.replace('^', '').replace('$', '')}"


def crawl(client: Client, *more: str) -> dict[str, str]:
    """Everything a visitor reaches by following links from anywhere, by address."""
    waiting = ["/", *plain_addresses(get_resolver().url_patterns), *ASKED, *more]
    found: dict[str, str] = {}
    while waiting:
        address = waiting.pop()
        if address in found or address.startswith("/static/") or len(found) > 400:
            continue
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        found[address] = unescape(body.decode("utf-8", "replace"))
        if "html" in answer.headers.get("Content-Type", ""):
            links = (urlsplit(link) for link in LINK.findall(found[address]))
            waiting += [
                link.path + (f"?{link.query}" if link.query else "")
                for link in links
                if not link.netloc and link.path.startswith("/")
            ]
    return found


def telling(pages: dict[str, str]) -> set[str]:
    """The addresses that tell something of the member; what was asked for is not told."""
    return {
        address for address, body in pages.items()
        if SIGNS.search(re.sub(r'value="[^"]*"|q=[^"&]*', "", body))
    }  # fmt: skip


@pytest.fixture
def pact(db: None) -> Pact:
    return make_pact()


@pytest.fixture
def by(pact: Pact) -> Actor:
    return make_staff(pact)


@pytest.fixture
def house(pact: Pact, by: Actor) -> Organisation:
    with inside(pact):
        top = make_organisation(pact, name="Storgruppen AB", stage=Stage.ACTIVE, is_public=True)
        made = make_organisation(
            pact, name="Ytterlunda IF", stage=Stage.ACTIVE, is_public=True, kind=Kind.ASSOCIATION,
            parent=top, offers_locally=text("Pulkabacken"), languages=["so"], sector="R",
            member_since=days(-300),
        )  # fmt: skip
        pledge = make_pledge(made, make_measure(pact), due_on=days(-9))
        make_letter(
            made, pledge, make_pledge(made, make_measure(pact)), by=by, state=LetterState.ACTIVE
        )
        make_opening(made, by, title="Nattens bakare")
        return made


def withdraw(house: Organisation, by: Actor) -> None:
    ruling = Ruling(Decision.WITHDRAW, reason="discrimination")
    vetting.withdraw_approval(house, ruling, by=by, at=NOW)


def refuse(house: Organisation, by: Actor) -> None:
    look = make_look(house, by.account_id)
    vetting.decide_vetting(look, Ruling(Decision.REFUSE, reason="tax"), by=by, at=NOW)


def let_it_pass(house: Organisation, by: Actor) -> None:
    Organisation.objects.filter(pk=house.pk).update(vetted_until=days(-1))


def take_off(house: Organisation, by: Actor) -> None:
    withdraw_organisation(house, by=by, at=NOW)


@pytest.mark.slow
@pytest.mark.parametrize("end", [withdraw, refuse, let_it_pass, take_off])
def test_member_vanishes_everywhere_public_at_once(
    pact: Pact, by: Actor, house: Organisation, end: Callable[[Organisation, Actor], None]
) -> None:
    visitor, own = browser(pact), f"/members/{house.pk}/"
    before = telling(crawl(visitor))
    assert {own, "/", "/members/", f"/members/{house.parent_id}/"} <= before
    with inside(pact, by):
        end(house, by)
    assert telling(crawl(visitor, *before)) == set()
    assert visitor.get(own).status_code == 404


def test_member_never_vetted_is_told_of_nowhere(pact: Pact, by: Actor, house: Organisation) -> None:
    with inside(pact, by):
        Organisation.objects.filter(pk=house.pk).update(
            vetting="none", vetted_until=None, is_public=False
        )
    assert telling(crawl(browser(pact), f"/members/{house.pk}/")) == set()
