"""Every page that a role can reach by links: readable by all, light, and of our own making."""

import pytest

from pakten.activities.opportunities.states import PlacementState
from pakten.agreements.commitments.states import LetterState
from pakten.base.access import Role
from tests.journeys.acting import Reader
from tests.journeys.conftest import OpenPage
from tests.journeys.crawl import WORK, Crawl, Look
from tests.journeys.server import Server
from tests.journeys.test_signatures import newest, send_a_new_link
from tests.journeys.watch import told

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("shell", ["work", "public", "member", "person", "plain"])
def test_components_are_accessible(server: Server, open_page: OpenPage, shell: str) -> None:
    page = open_page()
    crawl = Crawl(page, f"gallery {shell}", arabic=shell in {"public", "person"})
    page.goto("/gallery/")
    crawl.visit(f"{server.address}/gallery/?shell={shell}")
    told(crawl.faults)


def test_pages_are_accessible_to_visitors(fresh: Server, open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/")
    told(Crawl(page, "visitor", arabic=True).run("/"))


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MEMBER])
def test_every_state_is_accessible(server: Server, open_page: OpenPage, role: Role) -> None:
    """A letter and a placement in each of their states: their pages differ."""
    page = open_page()
    Reader(page).sign_in(role)
    crawl = Crawl(page, role)
    for path, states in (("/letters/", LetterState), ("/placements/", PlacementState)):
        for state in states:
            page.goto(f"{path}?state={state.value}")
            found = page.get_by_role("main").get_by_role("rowheader").get_by_role("link")
            if found.count():
                crawl.visit(str(found.first.evaluate("(link) => link.href")))
    told(crawl.faults)
    assert len(crawl.opened) == 2


@pytest.mark.parametrize("look", [Look(1280, "light", "sv"), Look(390, "dark", "ar")], ids=str)
def test_refused_forms_are_accessible(fresh: Server, open_page: OpenPage, look: Look) -> None:
    """Sent empty: the summary, the messages beside the fields and the red frames."""
    page = open_page()
    Reader(page).sign_in(Role.COORDINATOR)
    crawl = Crawl(page, "refused form")
    for address in (
        "/join/",
        "/start/work/",
        "/organisations/new/",
        "/people/register/",
        "/openings/new/",
    ):
        crawl.dress(look)
        page.goto(address)
        page.locator("main form[method=post] button:not([name])").last.click()
        page.get_by_role("alert").wait_for()
        crawl.check(crawl.kind(page.url) + " refused", look)
    told(crawl.faults)


@pytest.mark.parametrize("look", [Look(1280, "dark", "sv"), Look(390, "light", "ar")], ids=str)
def test_open_menus_are_accessible(fresh: Server, open_page: OpenPage, look: Look) -> None:
    page = open_page()
    crawl = Crawl(page, "open menu")
    page.goto("/")
    for number in range(4):
        crawl.dress(look)
        menus = page.locator("details.p-menu:visible > summary")
        if number < menus.count():
            menus.nth(number).click()
            crawl.check(f"menu {number}", look)
        page.goto("/")
    told(crawl.faults)


def test_pages_of_what_went_wrong_are_accessible(server: Server, open_page: OpenPage) -> None:
    page = open_page()
    Reader(page).sign_in(Role.BOARD)
    crawl = Crawl(page, "error page")
    for look, address in zip(
        WORK, ("/nowhere/", "/outbox/", "/letters/999999/", "/join/thanks/"), strict=True
    ):
        crawl.dress(look)
        page.goto(address)
        crawl.check(address, look)
    told(crawl.faults)


def test_pages_without_a_way_in_are_accessible(fresh: Server, open_page: OpenPage) -> None:
    """What only a personal link opens, and the answer to a file that is no letter."""
    coordinator, admin, page = Reader(open_page()), Reader(open_page()), open_page()
    coordinator.sign_in(Role.COORDINATOR)
    admin.sign_in(Role.ADMIN)
    send_a_new_link(coordinator)
    page.goto("/verify/")
    crawl = Crawl(page, "outsider", arabic=True)
    link = f"{fresh.address}/sign/{newest(admin, r'/sign/([^/ ]+)/')}/"
    for address in (link, f"{link}no/", f"{fresh.address}/verify/"):
        crawl.visit(address)
    file = {"name": "x.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 no letter"}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.locator(".p-verify__form button:not([name])").last.click()
    page.locator(".p-verdict").wait_for()
    crawl.check("verify_letter refused", Look(390, "light", "ar"))
    told(crawl.faults)


def test_home_is_light(server: Server, open_page: OpenPage) -> None:
    """The first page of a first visit: at most 10 requests and 60 kB compressed, without fonts."""
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    response = page.goto("/")
    assert response
    page.wait_for_load_state("networkidle")
    assert len(asked) <= 10, asked
    assert Crawl(page, "visitor").weight(response) <= 60_000
