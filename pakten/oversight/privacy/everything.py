"""All that is stored about a person, row by row, as data: nothing is chosen, so nothing is left out."""

import base64
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from pakten.base.accounts.models import Account
from pakten.base.notices.models import Message
from pakten.oversight.privacy.plan import going_with
from pakten.oversight.privacy.queries import visits_to
from pakten.oversight.privacy.traces import marks_of
from pakten.parties.guidance.queries import numbers_of
from pakten.parties.people.models import Participant

# Secrets of the program, which tell nothing about the person.
_SECRET = ("_hash", "password", "token")


def everything_of(person: Participant) -> dict[str, Any]:
    """Every row of the person's, by table; who has looked; what we have written to them."""
    going = going_with(Participant, [person.pk])
    tables = {model: ids for model, ids in going.rows.items() if ids}
    return {
        "person": str(person),
        "tables": {
            model._meta.label: _rows(model, ids)
            for model, ids in sorted(tables.items(), key=lambda each: each[0]._meta.label)
        },
        "account": _account(person.account),
        "visits": [
            {"at": each.at.isoformat(), "who": each.who, "role": each.role, "why": each.why}
            for each in visits_to(numbers_of(person.pk))
        ],
        "messages": _messages(person),
    }


def _rows(model: type[models.Model], ids: set[Any]) -> list[dict[str, Any]]:
    named = [f.name for f in model._meta.concrete_fields if f.is_relation]
    rows = model._base_manager.filter(pk__in=ids).select_related(*named).order_by("pk")
    return [_row(each) for each in rows]


def _row(row: models.Model) -> dict[str, Any]:
    fields = [f for f in row._meta.concrete_fields if f.name not in ("pact", "participant")]
    return {
        f.name: _plain(getattr(row, f.name))
        for f in fields
        if not any(f.name.endswith(word) for word in _SECRET)
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Account):
        return value.name
    if isinstance(value, models.Model):
        for name in ("label", "title", "name"):
            if told := getattr(value, name, None):
                return str(told)
        return value.pk if isinstance(value.pk, int) else str(value.pk)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value


def _account(account: Account | None) -> dict[str, Any] | None:
    if account is None:
        return None
    last = account.last_login
    return {
        "name": account.name, "email": account.email, "phone": account.phone,
        "language": account.language, "joined_at": account.joined_at.isoformat(),
        "last_login": last.isoformat() if last else None,
    }  # fmt: skip


def _messages(person: Participant) -> list[dict[str, Any]]:
    rows = Message.objects.filter(to__in=marks_of(person).emails, secret=False).order_by("pk")
    return [
        {"at": each.written_at.isoformat(), "subject": each.subject, "body": each.body}
        for each in rows
    ]
