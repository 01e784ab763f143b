"""The pacts of this deployment: list them, open another."""

import argparse

from django.core.exceptions import ValidationError
from django.utils import timezone

from pakten.base.tenancy.context import pact_context
from pakten.config.refusal import Refusal
from pakten.parties.pacts.actions.opening import NewPact, create_pact
from pakten.parties.pacts.models import Pact, Staff
from pakten.parties.pacts.states import StaffRole

CATALOGUES = ("example", "empty")


def create(words: argparse.Namespace) -> int:
    """Open a pact with its first administrator."""
    if words.catalogue not in CATALOGUES:
        raise Refusal(f"--catalogue is “example” or “empty”, not “{words.catalogue}”.")
    new = NewPact(
        slug=words.slug,
        name=words.name.strip(),
        city=words.city.strip(),
        admin_email=words.admin_email.strip(),
        host=words.host.strip().lower(),
        with_catalogue=words.catalogue == "example",
    )
    try:
        pact, made = create_pact(new, at=timezone.now())
    except ValidationError as problem:
        raise Refusal(" ".join(problem.messages)) from problem
    said = "is open" if made else "was open already"
    print(
        f"The pact “{pact.slug}” {said}; {new.admin_email} signs in at /login/ with a mailed code"
    )
    return 0


def show(words: argparse.Namespace) -> int:
    """One line a pact: slug, city, host, number of administrators."""
    for pact in Pact.objects.order_by("slug"):
        with pact_context(pact.pk, verb="list_pacts"):
            admins = Staff.objects.filter(role=StaffRole.ADMIN, ended_on__isnull=True).count()
        print(f"{pact.slug}\t{pact.city}\t{pact.host or '-'}\t{admins} administrators")
    return 0
