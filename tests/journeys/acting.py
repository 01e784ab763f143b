"""Somebody at a browser, who finds things by what they are called in a language they read."""

import re
from typing import Any

from django.utils import translation
from playwright.sync_api import Locator, Page, expect

PASSWORD = "integrationspakt"


class Reader:
    """Reads one language. Words are given as they stand in the code and looked up in it."""

    def __init__(self, page: Page, language: str = "sv") -> None:
        self.page = page
        self.language = language

    def word(self, text: str, **values: Any) -> str:
        """A text of the product in the reader's language."""
        with translation.override(self.language):
            return translation.gettext(text) % values if values else translation.gettext(text)

    def go(self, path: str) -> None:
        self.page.goto(path)

    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def follow(self, text: str, within: Locator | None = None, **values: Any) -> None:
        """Click a link, the first with this name."""
        place = within or self.page
        place.get_by_role("link", name=self.word(text, **values)).first.click()

    def press(self, text: str, within: Locator | None = None, **values: Any) -> None:
        """Click a button."""
        place = within or self.page
        place.get_by_role("button", name=self.word(text, **values), exact=True).first.click()

    def field(self, label: str, within: Locator | None = None, **values: Any) -> Locator:
        """A field by its label, whatever hint or "(optional)" follows."""
        said = re.escape(self.word(label, **values))
        return (within or self.page).get_by_label(re.compile(rf"^\s*{said}\b")).first

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

    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text().strip()

    def sign_in(self, mailbox: str) -> None:
        """With the example's password, on the plain form."""
        self.go("/login/")
        self.fill_sign_in(mailbox)

    def fill_sign_in(self, mailbox: str) -> None:
        """On a sign-in page that is already open."""
        self.fill("Your e-mail", f"{mailbox}@pakten.example")
        self.page.get_by_text(self.word("I use a password")).click()
        self.fill("Password", PASSWORD)
        self.press("Sign in with password")
