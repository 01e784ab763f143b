"""Keeping people's contact details out of what we store of an ad.

Ads name recruiters and union representatives, often in the running text. We have no use for them.
"""

import re

GONE = "[…]"
LONG = 200

_EMAIL = re.compile(r"[\w.+%-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w.,/-])(?<!\d[ \u00a0])(?:\+\d{1,3}|\(?[0٠۰]\d{1,3}\)?)(?:[ \t\u00a0/.–-]{0,3}\(?\d\)?){5,11}(?![\w-])"
)
_PERSONAL_NUMBER = re.compile(
    r"(?<!\d)(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-8]\d|9[01])[-+ ]?\d{4}(?!\d)"
)
# 0700-1600 and 08.00-17.00 are hours of work, not a telephone.
_HOURS = re.compile(r"\(?[01]\d[.:]?[0-5]\d\s?[–-]\s?[0-2]\d[.:]?[0-5]\d")
_DATE = re.compile(r"0?\d[./-]\d\d?[./-](?:20)?\d\d")
# before a capital, a digit, or a letter of a script without capitals
_SENTENCE = re.compile(r"(?<=[.!?؟۔])\s+(?=[^\W_a-zåäö])")
_LEADS_TO_CONTACT = re.compile(r"kontakt|fråg|fack|contact|question|union", re.IGNORECASE)


def without_contacts(text: str) -> str:
    """The text with e-mail addresses, telephone and personal numbers gone.

    A sentence that held one goes too, with one before it that leads there ("Questions? Ask Bo."),
    for that is where the name stands; only the detail goes from a long run without full stops.
    """
    return "\n".join(_line(line) for line in text.split("\n"))


def holds_contacts(text: str) -> bool:
    """Whether anything of the kind is in the text."""
    return without_contacts(text) != text


def _line(line: str) -> str:
    marked = _EMAIL.sub(GONE, line)
    marked = _PERSONAL_NUMBER.sub(GONE, marked)
    marked = _PHONE.sub(_phone, marked)
    if marked == line:
        return line
    kept: list[str] = []
    for part in _SENTENCE.split(marked):
        if GONE in part and len(part) < LONG:
            while kept and (kept[-1] == GONE or _LEADS_TO_CONTACT.search(kept[-1])):
                kept.pop()
            kept.append(GONE)
        else:
            kept.append(part)
    return " ".join(kept)


def _phone(found: re.Match[str]) -> str:
    text = found.group()
    digits = sum(letter.isdigit() for letter in text)
    is_phone = 7 <= digits <= 14 and not _HOURS.fullmatch(text) and not _DATE.fullmatch(text)
    return GONE if is_phone else text
