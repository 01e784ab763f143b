"""What a sealed file says to a machine, read without a database.

Inside the PDF lies `letter.json`: the letter's content in its canonical form, the fingerprint that
was signed, and who signed it when and how. The seal covers it; anybody can read it.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

NAME = "letter.json"
KIND = "pakten-letter"
FORM = 1
PARTIES = ("member", "city")


class NotALetter(Exception):  # noqa: N818  (what the file is, in words)
    """The file holds no letter that all have signed; the message says why."""


@dataclass(frozen=True, slots=True)
class SignedBy:
    """One signature, and the day of it."""

    party: str
    name: str
    title: str
    on: date
    method: str


@dataclass(frozen=True, slots=True)
class Promised:
    """One pledge. `sentence`: language -> words with a place for the number."""

    by: str
    sentence: dict[str, str]
    quantity: int
    by_day: date
    note: str
    responsible: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the letter in a file says. Only to be believed when the seal around it holds."""

    pact: str
    city: str
    example: bool
    letter: int
    language: str
    member: str
    number: str
    version: int
    valid_from: date
    valid_to: date
    content_hash: str
    signed: tuple[SignedBy, ...]
    pledges: tuple[Promised, ...]


def canonical(content: Any) -> bytes:
    """JSON with sorted keys and no spaces, in UTF-8: the bytes that the fingerprint is of."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def fingerprint(content: Any) -> str:
    """SHA-256 of the canonical form, in hex."""
    return hashlib.sha256(canonical(content)).hexdigest()


def unsigned(content: dict[str, Any]) -> str:
    """Why this is not a letter that all have signed, in a few words; empty if it is."""
    text, named = content["content"], content["signatories"]
    if fingerprint(text) != content["content_hash"]:
        return "the content is not the one that was signed"
    for party in PARTIES:
        if not any(each["party"] == party for each in named):
            return f"nobody has signed for the {party}"
    for each in named:
        signed = each["signed"]
        if not signed:
            return f"{each['name']} has not signed"
        if signed["content_hash"] != content["content_hash"]:
            return f"{each['name']} signed another text"
    return ""


def pact_in(attached: dict[str, bytes]) -> str:
    """The pact that the file says it belongs to (its slug); not to be believed yet."""
    try:
        return str(json.loads(attached[NAME])["pact"])
    except (KeyError, ValueError, TypeError, RecursionError):
        return ""


def facts_in(attached: dict[str, bytes]) -> Facts:
    """The letter of a file. Raises `NotALetter` where there is none that all have signed."""
    try:
        content = json.loads(attached[NAME])
        if (content["kind"], content["form"]) != (KIND, FORM):
            raise NotALetter("a form of letter that is not known here")
        if fault := unsigned(content):
            raise NotALetter(fault)
        return _facts(content)
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as problem:
        raise NotALetter("no letter in it that can be read") from problem


def _facts(content: dict[str, Any]) -> Facts:
    text = content["content"]
    return Facts(
        pact=content["pact"],
        city=content["city"],
        example=content["example"],
        letter=int(content["letter"]),
        language=content["language"],
        member=text["member"]["name"],
        number=text["member"]["number"],
        version=int(text["version"]),
        valid_from=date.fromisoformat(text["valid_from"]),
        valid_to=date.fromisoformat(text["valid_to"]),
        content_hash=content["content_hash"],
        signed=tuple(_signed(each) for each in content["signatories"]),
        pledges=tuple(_promised(each) for each in text["pledges"]),
    )


def _signed(row: dict[str, Any]) -> SignedBy:
    given = row["signed"]
    day = date.fromisoformat(given["on"])
    return SignedBy(row["party"], given["name"], given["title"], day, given["method"])


def _promised(row: dict[str, Any]) -> Promised:
    return Promised(
        row["by"],
        dict(row["sentence"]),
        int(row["quantity"]),
        date.fromisoformat(row["by_day"]),
        row["note"],
        row["responsible"],
    )
