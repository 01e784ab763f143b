"""What an account's owner changes: the language they read, and the views they keep."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Denied, Scope, Verb, require
from pakten.base.accounts.models import Account, SavedView
from pakten.base.ui.listing import state_of

MOST_VIEWS = 12  # a page, a person: what can be overlooked, and counted in one query


def set_language(account: Account, language: str, *, by: Account, at: datetime) -> Account:
    """Remember the language somebody chose for themselves; mails are written in it too."""
    if by.pk != account.pk or language not in dict(settings.LANGUAGES):
        raise ValidationError({"language": _("Choose one of the languages.")})
    Account.objects.filter(pk=account.pk).update(language=language)
    account.language = language
    return account


def edit_account(
    account: Account, *, name: str, phone: str, language: str, by: Actor, at: datetime
) -> Account:
    """Change one's own name, phone and language. The address is a key and is changed by the office."""
    require(by, Verb.EDIT_ACCOUNT, [grant.scope for grant in by.grants])
    if by.account_id != account.pk:
        raise Denied(Verb.EDIT_ACCOUNT.value)
    kept = Account.objects.select_for_update().get(pk=account.pk)
    kept.name, kept.phone, kept.language = " ".join(name.split()), phone.strip(), language
    if not kept.name:
        raise ValidationError({"name": _("Write your name.")})
    if kept.phone and sum(each.isdigit() for each in kept.phone) < 6:
        raise ValidationError(
            {"phone": _("Write the whole number, with digits, like 070-123 45 67.")}
        )
    if language not in dict(settings.LANGUAGES):
        raise ValidationError({"language": _("Choose one of the languages.")})
    kept.save(update_fields=["name", "phone", "language"])
    return kept


@dataclass(frozen=True, slots=True)
class ViewDetails:
    """A name for a search: the list page's URL name and its query string."""

    name: str
    page: str
    query: str
    is_shared: bool = False


def save_view(pact_id: int, details: ViewDetails, *, by: Actor, at: datetime) -> SavedView:
    """Keep the search of a list page under a name, for oneself or for the office."""
    require(by, Verb.SAVE_VIEW, {Scope("pact", pact_id)})
    mine = SavedView.objects.select_for_update().owned_by(by).filter(page=details.page)
    if len(mine) >= MOST_VIEWS:
        raise ValidationError(
            _("You have %(n)d views here, which is the most. Remove one first.") % {"n": MOST_VIEWS}
        )
    try:
        reverse(details.page)
    except NoReverseMatch as error:
        raise ValidationError(_("This list cannot be saved.")) from error
    query = state_of(QueryDict(details.query))
    if not query:
        raise ValidationError(_("Choose a filter or search first. Without one, the view is “All”."))
    if len(query) > 1000:
        raise ValidationError(_("The search is too long to be saved. Use fewer words."))
    return SavedView.objects.create(
        pact_id=pact_id, account_id=cast("int", by.account_id), page=details.page, name=_name(mine, details.name),
        query=query, is_shared=details.is_shared, saved_at=at,
    )  # fmt: skip


def edit_view(view: SavedView, name: str, *, is_shared: bool, by: Actor, at: datetime) -> SavedView:
    """Rename one's own view, share it with the office, or keep it to oneself again."""
    kept = _own(view, Verb.EDIT_VIEW, by)
    others = SavedView.objects.owned_by(by).filter(page=kept.page).exclude(pk=kept.pk)
    kept.name, kept.is_shared = _name(others, name), is_shared
    kept.save(update_fields=["name", "is_shared"])
    return kept


def remove_view(view: SavedView, *, by: Actor, at: datetime) -> None:
    """Remove one's own view. The members in it are not touched."""
    _own(view, Verb.REMOVE_VIEW, by).delete()


def _own(view: SavedView, verb: Verb, by: Actor) -> SavedView:
    kept = SavedView.objects.select_for_update().get(pk=view.pk)
    require(by, verb, kept)
    if kept.account_id != by.account_id:
        raise Denied(verb.value)
    return kept


def _name(others: Iterable[SavedView], name: str) -> str:
    name = " ".join(name.split())
    if name.casefold() in {each.name.casefold() for each in others}:
        raise ValidationError({"name": _("You have a view with this name. Choose another name.")})
    return name
