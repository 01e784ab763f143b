"""Somebody at a browser, who finds things by what they are called in a language they read."""

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.utils import translation
from playwright.sync_api import Locator, Page, expect

PASSWORD = "integrationspakt"


class Reader:
    """Reads one language. Words are given as they stand in the code and looked up in it."""

    def __init__(self, page: Page, language: str = "sv") -> None:
        self.page = page
        self.language = language

    @property
    def home(self) -> str:
        """The address of the server."""
        parts = urlsplit(self.page.url)
        return f"{parts.scheme}://{parts.netloc}"

    def word(self, text: str, **values: Any) -> str:
        """A text of the product in the reader's language."""
        with translation.override(self.language):
            said = translation.gettext(text)
        return said % values if "%(" in said else said.format(**values) if values else said

    def go(self, path: str) -> None:
        self.page.goto(path)

    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def click(self, found: Locator) -> None:
        """The first of them. When there is none the failure shows what the page says instead.

        A click ends when the next page begins to come. What stands on it is counted only when all of it is there.
        """
        expect(found.first).to_be_visible()
        found.first.click()
        self.page.wait_for_load_state()

    def follow(self, text: str, within: Locator | None = None, **values: Any) -> None:
        """Click a link, the first with this name."""
        place = within or self.page
        self.click(place.get_by_role("link", name=self.word(text, **values)))

    def download(self, text: str) -> bytes:
        """What a link to a file gives."""
        answer = self.page.request.get(self.link(text))
        assert answer.ok, f"{answer.url} answers {answer.status}"
        return answer.body()

    def link(self, text: str, **values: Any) -> str:
        """Where a link leads."""
        found = self.page.get_by_role("link", name=self.word(text, **values)).first
        return urljoin(self.page.url, str(found.get_attribute("href")))

    def open_menu(self, text: str) -> None:
        """Unfold a menu or another fold by the words on it."""
        self.page.locator("summary", has_text=self.word(text)).first.click()

    def press(self, text: str, within: Locator | None = None, **values: Any) -> None:
        """Click a button."""
        place = within or self.page
        self.click(place.get_by_role("button", name=self.word(text, **values), exact=True))

    def field(self, label: str, within: Locator | None = None, **values: Any) -> Locator:
        """A field by its label, whatever hint or "(optional)" follows."""
        said = re.escape(self.word(label, **values))
        whole = re.compile(rf"^\s*{said}(?=\s|\(|$)", re.IGNORECASE)
        return (within or self.page).get_by_label(whole).first

    def fill(self, label: str, value: str, within: Locator | None = None) -> None:
        self.field(label, within).fill(value)

    def choose(self, label: str, option: str) -> None:
        """An option of a drop-down."""
        self.field(label).select_option(label=self.word(option))

    def tick(self, text: str, within: Locator | None = None, **values: Any) -> None:
        """A radio button or a checkbox, by its own label."""
        self.field(text, within, **values).check()

    def sees(self, text: str, **values: Any) -> None:
        """The page says this, somewhere one can read it."""
        expect(self.main()).to_contain_text(self.word(text, **values))

    def is_told(self, text: str, **values: Any) -> None:
        """The message after an action."""
        said = self.word(text, **values)
        expect(self.page.get_by_role("status").filter(has_text=said).first).to_be_visible()

    def faults_listed(self) -> int:
        """How many things the summary above a refused form asks to change."""
        return self.main().get_by_role("alert").get_by_role("listitem").count()

    def progress(self, label: str) -> tuple[int, int]:
        """How far the first bar with this label is: 3 of 4."""
        bar = self.main().get_by_role("progressbar", name=re.compile(label)).first
        around = bar.locator("xpath=ancestor::div[1]").inner_text()
        found = re.search(r"([\d\s\u00a0]+) (?:av|of) ([\d\s\u00a0]+)", around)
        assert found, around
        done, promised = (int(re.sub(r"\s", "", number)) for number in found.groups())
        return done, promised

    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text().strip()

    def sign_in(self, mailbox: str) -> None:
        """With the example's password, on the plain form."""
        self.go("/login/")
        self.fill_sign_in(mailbox)

    def fill_sign_in(self, mailbox: str) -> None:
        """On a sign-in page that is already open."""
        self.fill("Your e-mail", f"{mailbox}@pakten.example")
        self.open_menu("I use a password")
        self.fill("Password", PASSWORD)
        self.press("Sign in with password")
