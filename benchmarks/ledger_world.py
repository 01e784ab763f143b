"""The catalogue and the members that the deeds of the ledger's measurement are spread over."""

from typing import Any

from django.utils import timezone

from pakten.base.tenancy.context import pact_context
from pakten.config.commands.quickly import migrate_quickly
from pakten.parties.organisations.models import Contact, Organisation
from pakten.parties.pacts.models import (
    Activity,
    CooperationForm,
    District,
    Measure,
    Pact,
    TargetGroup,
)
from pakten.parties.pacts.states import Deed


def make() -> dict[str, Any]:
    """Migrate, then one pact: 40 measures, 1 000 organisations, 11 districts, 5 target groups, 12 forms."""
    migrate_quickly()
    pact = Pact.objects.create(slug="bench", name={"sv": "Mätning"}, city="Mätstad")
    with pact_context(pact.pk, verb="bench"):
        activity = Activity.objects.create(pact=pact, code="all", name={"sv": "Allt"})
        deeds = list(Deed.values)
        made = {
            "measures": Measure.objects.bulk_create(
                Measure(pact=pact, code=f"m{n}", kin=f"m{n}", name={"sv": f"Mått {n}"},
                        activity=activity, deed=deeds[n % len(deeds)], per_person=True)
                for n in range(40)
            ),
            "districts": District.objects.bulk_create(
                District(pact=pact, code=f"d{n}", name={"sv": f"Område {n}"}) for n in range(11)
            ),
            "groups": TargetGroup.objects.bulk_create(
                TargetGroup(pact=pact, code=f"g{n}", name={"sv": f"Grupp {n}"}) for n in range(5)
            ),
            "forms": CooperationForm.objects.bulk_create(
                CooperationForm(pact=pact, activity=activity, code=f"f{n}", name={"sv": f"Form {n}"})
                for n in range(12)
            ),
            "houses": Organisation.objects.bulk_create(
                Organisation(pact=pact, number=f"{5560000000 + n}", name=f"Bolag {n}",
                             registered_at=timezone.now())
                for n in range(1000)
            ),
        }  # fmt: skip
        Contact.objects.bulk_create(
            Contact(
                pact=pact, organisation=house, name="Kontakt", email=f"k{house.pk}@pakten.example"
            )
            for house in made["houses"]
        )
    return {"pact": pact.pk} | {name: [row.pk for row in rows] for name, rows in made.items()}
