"""What a person is known by in words, and where those words still stand."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Lower, Replace

from pakten.base.notices.models import Message, MutedAddress, Notice
from pakten.base.notices.queries import address_hash
from pakten.parties.people.models import CallbackRequest, Participant, ProfileLink

SHORTEST = 5
GONE = "…"
_COLUMNS = """
SELECT table_name, array_agg(column_name::text ORDER BY ordinal_position)
FROM information_schema.columns JOIN pg_class ON relname = table_name
WHERE table_schema = 'public' AND relkind = 'r' AND relnamespace = 'public'::regnamespace
  AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY')
GROUP BY table_name ORDER BY table_name
"""


@dataclass(frozen=True, slots=True)
class Marks:
    """The words that name one person: names, telephone numbers, addresses."""

    names: tuple[str, ...]
    phones: tuple[str, ...]
    emails: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """Those long enough to mean somebody."""
        every = (*self.names, *self.phones, *self.emails)
        return [each for each in dict.fromkeys(every) if len(each) >= SHORTEST]


def marks_of(person: Participant) -> Marks:
    """How this person is named anywhere."""
    account = person.account
    names = {str(person), f"{person.family_name}, {person.given_name}"}
    phones, emails = {person.phone}, {person.email}
    if account:
        names.add(account.name)
        phones.add(account.phone)
        emails.add(account.email)
    names |= {each.shown_name for each in person.placements.all()}
    kept = ({each.strip() for each in group} - {""} for group in (names, phones, emails))
    return Marks(*(tuple(sorted(group)) for group in kept))


def erase_messages(marks: Marks) -> int:
    """Mails and notices to the person go; the name is taken out of those to others."""
    removed = 0
    for model in (Notice, Message):
        mine = Q()
        for address in marks.emails:
            mine |= Q(to__iexact=address)
        if mine:
            removed += model.objects.filter(mine).delete()[0]
        _take_out(model.objects.all(), marks)
    MutedAddress.objects.filter(
        address_hash__in=[address_hash(each) for each in marks.emails]
    ).delete()
    return removed


def _take_out(rows: QuerySet[Any], marks: Marks) -> None:
    for word in marks.words:
        rows.filter(Q(subject__contains=word) | Q(body__contains=word)).update(
            subject=Replace(F("subject"), Value(word), Value(GONE)),
            body=Replace(F("body"), Value(word), Value(GONE)),
        )


def callbacks_of(marks: Marks) -> list[int]:
    """Calls that were asked for with the person's number."""
    wanted = {digits(each) for each in marks.phones}
    rows = CallbackRequest.objects.values_list("pk", "phone") if wanted else []
    return [pk for pk, phone in rows if digits(phone) in wanted]


def links_of(marks: Marks) -> list[int]:
    """Links to begin that were sent to the person before they were anybody here."""
    wanted = {each.lower() for each in marks.emails}
    rows = ProfileLink.objects.annotate(address=Lower("email")).filter(address__in=wanted)
    return list(rows.values_list("pk", flat=True))


def digits(phone: str) -> str:
    """A number as it is dialled within the country."""
    found = re.sub(r"\D", "", phone)
    return re.sub(r"^(0046|46)", "0", found)


def erase_sessions(account_id: int | None, marks: Marks) -> int:
    """Sign the person out everywhere; forms of others that were kept with the name in them go too."""
    gone = [key for key, kept in _sessions() if _is_about(kept, account_id, marks)]
    return Session.objects.filter(session_key__in=gone).delete()[0]


def _sessions() -> Iterator[tuple[str, dict[str, Any]]]:
    for row in Session.objects.iterator(chunk_size=500):
        yield row.session_key, row.get_decoded()


def _is_about(kept: dict[str, Any], account_id: int | None, marks: Marks) -> bool:
    if account_id is not None and str(kept.get("_auth_user_id")) == str(account_id):
        return True
    text = repr(kept)
    return any(word in text for word in marks.words)


def still_named(words: Iterable[str]) -> dict[str, int]:
    """In how many rows of which tables the words still stand, in any text column the reader may see."""
    patterns = [f"%{_escaped(each)}%" for each in words]
    if not patterns:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        tables = cursor.fetchall()
        return {t: n for t, columns in tables if (n := _hits(cursor, t, columns, patterns))}


def _escaped(word: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", word)


def _hits(cursor: Any, table: str, columns: list[str], patterns: list[str]) -> int:
    every = ", ".join(f'"{column}"::text' for column in columns)
    cursor.execute(
        f"SELECT count(*) FROM \"{table}\" WHERE concat_ws(' ', {every}) ILIKE ANY (%s)",  # noqa: S608  names from the catalogue
        [patterns],
    )
    return int(cursor.fetchone()[0])
