"""The administrator's page of accounts: who can sign in, as what, and the way in for one more."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pakten.base.access import Role, Verb
from pakten.base.access.views import needs
from pakten.base.accounts.models import Account
from pakten.base.accounts.states import ROLE_NAMES
from pakten.base.ui.exports import Column, export
from pakten.base.ui.forms import attempt, respond
from pakten.base.ui.listing import Filter, Listing
from pakten.parties.organisations.invitations import Invitation, end_role, invite_account
from pakten.parties.organisations.models import Organisation, Representative
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import Staff

INVITED = tuple((role.value, name) for role, name in ROLE_NAMES.items() if role != Role.PARTICIPANT)
LANGUAGES = (("sv", "svenska"), ("en", "English"))


class InviteForm(forms.Form):
    """An address, a name and a role."""

    email = forms.EmailField(label=gettext_lazy("E-mail"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=INVITED)
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        label=gettext_lazy("Organisation"),
        help_text=gettext_lazy("Only for a member representative or a mentor."),
        required=False,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES)

    def invitation(self) -> Invitation:
        """What was asked for, as the action takes it."""
        data = self.cleaned_data
        house = data["organisation"] if data["role"] in (Role.MEMBER, Role.MENTOR) else None
        return Invitation(data["email"], data["name"], Role(data["role"]), data["language"], house)


def _accounts() -> QuerySet[Account]:
    staff = Staff.objects.filter(ended_on__isnull=True)
    houses = Representative.objects.filter(ended_on__isnull=True).select_related("organisation")
    return Account.objects.select_related("participant").prefetch_related(
        Prefetch("staff_roles", staff, to_attr="in_pact"),
        Prefetch("representations", houses, to_attr="in_houses"),
    )


def roles_of(account: Any) -> list[dict[str, Any]]:
    """Each role the account holds here: its name, where, and how it is ended."""
    rows = [
        {"name": ROLE_NAMES[Role(row.role)], "where": "", "kind": "pact", "pk": row.pk}
        for row in account.in_pact
    ]
    rows += [
        {"name": ROLE_NAMES[Role(row.role)], "where": row.organisation, "kind": "house",
         "pk": row.pk}
        for row in account.in_houses
    ]  # fmt: skip
    if hasattr(account, "participant"):
        rows.append({"name": ROLE_NAMES[Role.PARTICIPANT], "where": "", "kind": "", "pk": 0})
    return rows


def _in_words(account: Account) -> str:
    parts = [f"{row['name']}, {row['where']}" if row["where"] else str(row["name"])
             for row in roles_of(account)]  # fmt: skip
    return "; ".join(parts)


COLUMNS = (
    Column(gettext_lazy("Name"), "name"),
    Column(gettext_lazy("E-mail"), "email"),
    Column(gettext_lazy("Roles"), _in_words),
    Column(gettext_lazy("Last signed in"), "last_login"),
)


def _by_role(rows: QuerySet[Account], value: str) -> QuerySet[Account]:
    if value == Role.PARTICIPANT:
        return rows.filter(participant__isnull=False)
    held = Q(staff_roles__role=value, staff_roles__ended_on__isnull=True) | Q(
        representations__role=value, representations__ended_on__isnull=True
    )
    return rows.filter(pk__in=Account.objects.filter(held).values("pk"))


@needs(Verb.SEE_ACCOUNTS)
def see_accounts(request: PactRequest) -> HttpResponse:
    """Everybody who can sign in to this pact."""
    names = [(role.value, name) for role, name in ROLE_NAMES.items()]
    listing = Listing(
        request.GET,
        _accounts(),
        search=("name", "email"),
        filters=(Filter("role", _("Role"), names, apply=_by_role),),
        sorts={"name": ("name",), "email": ("email",), "signed": ("last_login", "name")},
        default_sort="name",
    )
    if listing.format:
        return export(listing, COLUMNS, filename="accounts")
    rows = [{"account": account, "roles": roles_of(account)} for account in listing.rows]
    return render(request, "desk/see_accounts.html", {"listing": listing, "rows": rows})


@needs(Verb.INVITE_ACCOUNT)
def invite(request: PactRequest) -> HttpResponse:
    """Give a role; an address that is known already keeps its account."""
    form = InviteForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    account = attempt(
        form,
        lambda: invite_account(
            request.pact, form.invitation(), by=request.actor, at=timezone.now()
        ),
    ) if sent else None  # fmt: skip
    if account:
        messages.success(request, _("{name} has been sent the way in.").format(name=account.name))
        return redirect("see_accounts")
    return respond(request, "desk/invite_account.html", {"form": form}, form)


@needs(Verb.END_ROLE)
def end(request: PactRequest, kind: str, pk: int) -> HttpResponse:
    """End one role of one account, after a page that says what it means."""
    row = _held_role(kind, pk)
    form = forms.Form(request.POST if request.method == "POST" else None)
    sent = request.method == "POST" and form.is_valid()
    if sent and _ended(form, row, request):
        messages.success(request, _("The role has ended."))
        return redirect("see_accounts")
    context = {"form": form, "row": row, "role": ROLE_NAMES[Role(row.role)],
               "organisation": getattr(row, "organisation", None)}  # fmt: skip
    return respond(request, "desk/end_role.html", context, form)


def _held_role(kind: str, pk: int) -> Staff | Representative:
    if kind == "pact":
        return get_object_or_404(Staff.objects.select_related("account"), pk=pk)
    if kind == "house":
        houses = Representative.objects.select_related("account", "organisation")
        return get_object_or_404(houses, pk=pk)
    raise Http404


def _ended(form: forms.Form, row: Staff | Representative, request: PactRequest) -> bool:
    now = timezone.now()
    return attempt(form, lambda: end_role(row, by=request.actor, at=now)) is not None
