"""The languages of the product, each named in itself, and which pages are written in which."""

from dataclasses import dataclass

__all__ = ["AT_WORK", "EVERY", "IN_PUBLIC", "MACHINE_MADE", "NEWCOMERS", "Language", "read_by"]


@dataclass(frozen=True, slots=True)
class Language:
    """A language as those who read it know it."""

    code: str
    name: str
    dir: str = "ltr"


EVERY = (
    Language("sv", "Svenska"),
    Language("en", "English"),
    Language("ar", "العربية", "rtl"),
    Language("so", "Soomaali"),
    Language("ti", "ትግርኛ"),
    Language("fa", "دری", "rtl"),
    Language("uk", "Українська"),
    Language("tr", "Türkçe"),
    Language("bs", "Bosanski / Srpski"),
    Language("ru", "Русский"),
)
# What newcomers meet is in all of them; other public pages in three, work pages in two.
IN_PUBLIC = ("sv", "en", "ar")
AT_WORK = ("sv", "en")
MACHINE_MADE = frozenset(each.code for each in EVERY) - {"sv", "en"}
# Spoken languages that are written as one of them: what is here called دری is Dari.
_WRITTEN_AS = {"prs": "fa"}


def read_by(spoken: str) -> str:
    """The language of the product that somebody who speaks this reads; "" where there is none."""
    code = _WRITTEN_AS.get(spoken, spoken)
    return code if code in {each.code for each in EVERY} else ""


# The addresses newcomers meet before they have an account, or without one.
NEWCOMERS = frozenset(
    {
        "start",
        "ask_callback",
        "callback_asked",
        "begin_profile",
        "begin_sent",
        "open_profile",
        "privacy",
        "see_kept",
        "proposal_by_link",
        "answer_proposal_by_link",
        "disown_link",
        "pulse_by_link",
        "stop_pulses",
        "follow_up_by_link",
        "account_login",
        "account_request_login_code",
        "account_confirm_login_code",
        "account_inactive",
        "account_reset_password",
        "account_signup",
        "account_logout",
        "set_language",
        "resume_form",
    }
)
