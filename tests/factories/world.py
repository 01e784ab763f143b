"""Small worlds for tests: a pact with a catalogue, and those who act in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from stdnum import luhn

from pakten.base.access import Actor
from pakten.base.accounts.models import Account
from pakten.base.tenancy.context import open_door, pact_context
from pakten.base.ui.text import LocalText
from pakten.config.actors import build_actor
from pakten.parties.organisations.models import Contact, Organisation, Representative
from pakten.parties.organisations.states import Kind, RepresentativeRole, Stage, VettingState
from pakten.parties.pacts.models import (
    Activity,
    District,
    Measure,
    Pact,
    Staff,
    Target,
    TargetGroup,
)
from pakten.parties.pacts.states import Deed, StaffRole

TODAY = date.today()  # noqa: DTZ011  the product's dates are relative to today, so are the tests'
NOW = datetime.now(UTC)
_number = count(1)


def text(words: str) -> LocalText:
    return LocalText({"sv": f"{words} (sv)", "en": words, "ar": f"{words} (ar)"})


def make_pact(**fields: Any) -> Pact:
    n = next(_number)
    return Pact.objects.create(
        **{"slug": f"pact-{n}", "name": text("The pact"), "city": f"City {n}", **fields}
    )


@contextmanager
def inside(pact: Pact, actor: Actor | None = None) -> Iterator[None]:
    """Run inside a pact, as the middleware does for a request."""
    with pact_context(pact.pk, actor.account_id if actor else None):
        yield


def make_account(name: str = "Sara Lindqvist", **fields: Any) -> Account:
    with open_door():
        return Account.objects.create_user(
            **{"email": f"person{next(_number)}@pakten.example", "name": name, **fields}
        )


def make_staff(pact: Pact, role: str = StaffRole.COORDINATOR, **fields: Any) -> Actor:
    """An account with a role in the whole pact, as the actor it is there."""
    account = make_account(**fields)
    with inside(pact):
        Staff.objects.create(pact=pact, account=account, role=role)
        return build_actor(account)


def make_representative(
    organisation: Organisation, role: str = RepresentativeRole.MEMBER, **fields: Any
) -> Actor:
    account = make_account(**{"name": "Mona Rahimi", **fields})
    with inside(organisation.pact):
        Representative.objects.create(
            pact=organisation.pact, organisation=organisation, account=account, role=role
        )
        return build_actor(account)


def organisation_number() -> str:
    """A number that passes its check, from a series nobody has."""
    stem = f"5599{next(_number):05d}"
    return stem + str(luhn.calc_check_digit(stem))


def make_organisation(pact: Pact, **fields: Any) -> Organisation:
    values = {
        "number": organisation_number(),
        "name": "Klarasjö Hotell AB",
        "kind": Kind.COMPANY,
        "stage": Stage.DIALOGUE,
        "employees": 210,
        "registered_at": NOW,
    }
    if fields.get("is_public"):
        values |= {"vetting": VettingState.APPROVED, "vetted_until": days(200)}
    contact = fields.pop("contact", "Kim Ek")
    made = Organisation.objects.create(pact=pact, **{**values, **fields})
    if contact:
        make_contact(made, name=contact)
    return made


def make_contact(organisation: Organisation, **fields: Any) -> Contact:
    """A contact, last in the list unless told."""
    values = {"name": "Kim Ek", "email": f"contact{next(_number)}@pakten.example", "position": 99}
    return Contact.objects.create(
        pact=organisation.pact, organisation=organisation, **{**values, **fields}
    )


def make_district(pact: Pact, code: str = "norra", **fields: Any) -> District:
    return District.objects.create(
        **{"pact": pact, "code": code, "name": text(code.capitalize()), **fields}
    )


def make_target_group(pact: Pact, code: str = "newcomers") -> TargetGroup:
    return TargetGroup.objects.create(pact=pact, code=code, name=text("Newcomers"))


def make_measure(pact: Pact, deed: Deed | str = Deed.JOB_STARTED, **fields: Any) -> Measure:
    """A measure in an activity of its own unless told; `target` is what is aimed for this year."""
    n = next(_number)
    target = fields.pop("target", None)
    activity = fields.pop("activity", None) or Activity.objects.create(
        pact=pact, code=f"activity-{n}", name=text("Job partnership"), icon="handshake"
    )
    measure = Measure.objects.create(
        **{
            "pact": pact,
            "code": f"measure-{n}",
            "name": text("People employed"),
            "activity": activity,
            "deed": deed,
            "per_person": True,
            **fields,
        }
    )
    if target:
        make_target(measure, target)
    return measure


def make_target(measure: Measure, quantity: int = 100, **fields: Any) -> Target:
    """What is aimed for, of this whole year unless told."""
    values = {"year": TODAY.year, "decided_on": TODAY, "quantity": quantity, **fields}
    return Target.objects.create(pact=measure.pact, kin=measure.code, **values)


def days(number: int) -> date:
    """The day so many days from today."""
    return TODAY + timedelta(days=number)
