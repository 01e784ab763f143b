"""One person with two accounts: the one they choose stays, the other is closed and forgotten."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import PROTECT, Model
from django.utils.translation import gettext as _

from pakten.base.accounts.erasing import erase_account
from pakten.base.accounts.models import Account
from pakten.parties.guidance.notices import tell_of_one_way_in
from pakten.parties.people.beginning import has_other_role
from pakten.parties.people.models import Participant


def keep_one_way_in(
    keep: Participant, gone: Participant, chosen: int | None, *, at: datetime
) -> None:
    """Where both can sign in: what the person did by the other account is theirs by the chosen one."""
    if keep.account is None or gone.account is None:
        return
    ways = {keep.account.pk: keep.account, gone.account.pk: gone.account}
    if chosen not in ways:
        raise ValidationError(
            {"way_in": _("Ask the person which address they use, and choose it here.")}
        )
    stays = ways.pop(chosen)
    (other,) = ways.values()
    Participant.objects.filter(pk=gone.pk).update(account=None)
    Participant.objects.filter(pk=keep.pk).update(account=stays)
    keep.refresh_from_db()
    gone.refresh_from_db()
    if not has_other_role(other):  # then it is somebody's way in to work as well, and stays that
        _hand_over(other, stays)
        if not erase_account(other.pk, at=at):
            raise ValidationError({"way_in": _cannot()})
    tell_of_one_way_in(stays, other, at=at)


def _cannot() -> str:
    return _("The other address is used for more than this. Choose that one to stay.")


def _hand_over(other: Account, stays: Account) -> None:
    """Every row that says the person did it, in whichever room; found by the models, as a merge is."""
    for model, field in _by_account():
        rows = model._base_manager.filter(**{field: other.pk})
        if not rows.exists():  # some tables only ever grow: there even an empty change is refused
            continue
        try:
            with transaction.atomic():
                rows.update(**{field: stays.pk})
        except DatabaseError as error:
            raise ValidationError({"way_in": _cannot()}) from error


def _by_account() -> Iterator[tuple[type[Model], str]]:
    for relation in Account._meta.get_fields(include_hidden=True):
        field: Any = getattr(relation, "field", None)
        own = field is Participant._meta.get_field("account")
        if relation.auto_created and getattr(relation, "on_delete", None) is PROTECT and not own:
            yield field.model, field.name
