"""Two parties write one letter: the member changes what is its own, both say what they think."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.acting import Reader
from tests.journeys.conftest import Someone

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HOUSE, ASKED = "Klarasjö Hotell AB", "Räcker det om två av dem börjar i april?"


def open_draft(reader: Reader) -> None:
    reader.go("/letters/?state=draft&q=Klarasj%C3%B6")
    reader.follow(HOUSE, reader.main())


def comment(reader: Reader, text: str) -> None:
    reader.fill("Your comment", text)
    button = re.compile("|".join(map(reader.word, ("Answer", "Leave the comment"))))
    reader.click(reader.main().get_by_role("button", name=button))
    reader.is_told("Your comment is on the draft.")


def test_edit_letter_by_the_member_is_seen_and_answered(someone: Someone) -> None:
    member, coordinator = someone(role="member"), someone(role="coordinator")
    open_draft(member)
    member.main().get_by_role("spinbutton").first.fill("7")
    member.press("Comment on the letter")
    comment(member, ASKED)
    member.press("Send to the city")
    member.press("Send the draft", member.main())
    member.is_told("The draft is sent.")
    open_draft(coordinator)
    expect(coordinator.main()).to_contain_text(ASKED)
    coordinator.follow("Show the changes")
    expect(coordinator.main()).to_contain_text("7")
    open_draft(coordinator)
    talk = coordinator.page.locator("article", has_text=ASKED)
    coordinator.follow("Answer", talk)
    comment(coordinator, "Ja, det går bra.")
    open_draft(member)
    expect(member.main()).to_contain_text("Ja, det går bra.")
