"""What holds for links, codes and signatures, in plain values."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.crypto import constant_time_compare, salted_hmac

from pakten.agreements.commitments.states import Method

LINK_LASTS = timedelta(days=30)
REMIND_AFTER = timedelta(days=7)
REMIND_AGAIN_AFTER = timedelta(hours=20)
CODE_LASTS = timedelta(minutes=10)
CODE_TRIES = 5
CODE_PAUSE = timedelta(seconds=30)
CODES_AN_HOUR, CODES_A_DAY = 6, 15
TABLET_LASTS = timedelta(hours=4)
LONGEST_DRAWING = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Signing:
    """A signature as it is given. `content_hash` is of the text the signer had before them."""

    signed_on: date
    content_hash: str
    method: Method = Method.OCCASION
    typed_name: str = ""
    statement: str = ""
    language: str = ""
    drawing: str = ""


def same_name(typed: str, name: str) -> bool:
    """Whether somebody typed their own name, whatever the case and the spaces."""
    return "".join(typed.casefold().split()) == "".join(name.casefold().split())


def masked(email: str) -> str:
    """ "omar.diaz@almhaga.se" as "o***z@almhaga.se": enough to know it again, too little to use."""
    local, _at, domain = email.partition("@")
    if not domain:
        return ""
    shown = f"{local[:1]}***{local[-1:]}" if len(local) > 2 else f"{local[:1]}***"
    return f"{shown}@{domain}"


def hash_of_address(email: str) -> str:
    """To see that a link went to the address that the signatory has now, without keeping it twice."""
    value = email.strip().lower()
    return salted_hmac("pakten.signing.address", value, algorithm="sha256").hexdigest()


def new_code() -> str:
    """Six digits that nobody can guess."""
    return f"{secrets.randbelow(10**6):06d}"


def digits_of(typed: str) -> str:
    """The code as typed, without spaces and dashes."""
    return "".join(letter for letter in typed if letter.isdigit())


def hash_of_code(code: str, signatory_id: int, sent_at: datetime) -> str:
    """What is stored of a code. Keyed with the secret of the installation: six digits alone could be tried."""
    value = f"{signatory_id}:{sent_at.timestamp():.6f}:{code}"
    return salted_hmac("pakten.signing.code", value, algorithm="sha256").hexdigest()


def is_code(typed: str, code_hash: str, signatory_id: int, sent_at: datetime) -> bool:
    """Whether the typed digits are the code, compared in constant time."""
    return constant_time_compare(hash_of_code(digits_of(typed), signatory_id, sent_at), code_hash)


def planned_times(starts_at: datetime, count: int, first: int, each: int) -> list[datetime]:
    """When each letter is on, `first` minutes after the beginning and then every `each` minutes."""
    return [starts_at + timedelta(minutes=first + n * each) for n in range(count)]
