"""Page-shaped reads of people: the list, the likely doubles, what to suggest for a profile."""

from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, QuerySet, When

from pakten.base.access import Actor
from pakten.base.accounts.models import Account
from pakten.base.statistics.states import SwedishStage
from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind
from pakten.parties.pacts.states import StaffRole
from pakten.parties.people.models import Consent, Experience, Participant
from pakten.parties.people.states import Purpose

SUGGESTED = 12
_SWEDISH_RANK = Case(
    *(When(swedish=stage, then=rank) for rank, stage in enumerate(SwedishStage.values)), default=0
)


def counsellors() -> QuerySet[Account]:
    """Those who counsel in the pact today."""
    return (
        Account.objects.filter(
            staff_roles__role__in=(StaffRole.COUNSELLOR, StaffRole.COORDINATOR),
            staff_roles__ended_on__isnull=True,
        )
        .distinct()
        .order_by("name", "pk")
    )


def listed(actor: Actor) -> QuerySet[Participant]:
    """The list's rows, with `may_match`: whether the consent to look for work is in force."""
    yes = Consent.objects.filter(
        participant=OuterRef("pk"), purpose=Purpose.MATCHING, withdrawn_at__isnull=True
    )
    return (
        Participant.objects.visible_to(actor)
        .filter(left_on__isnull=True)
        .select_related("target_group", "district", "counsellor")
        .prefetch_related("experiences__occupation")
        .annotate(may_match=Exists(yes), swedish_rank=_SWEDISH_RANK)
    )


def with_profile(actor: Actor) -> QuerySet[Participant]:
    """People with everything a profile page shows."""
    return (
        Participant.objects.visible_to(actor)
        .select_related("target_group", "district", "counsellor", "account")
        .prefetch_related(
            "experiences__occupation",
            "wishes__occupation",
            "skills__skill",
            "languages__language",
            "reaches__district",
            "consents__recorded_by",
        )
    )


def same_person(values: dict[str, Any], actor: Actor) -> list[Participant]:
    """Those already registered with the same name and year of birth; a person decides, not we."""
    return list(
        Participant.objects.visible_to(actor).filter(
            given_name__iexact=values["given_name"],
            family_name__iexact=values["family_name"],
            birth_year=values["birth_year"],
        )[:5]
    )


def in_force(person: Participant) -> dict[str, Consent]:
    """The consents in force by purpose."""
    return {c.purpose: c for c in person.consents.all() if c.withdrawn_at is None}


def found_terms(kinds: frozenset[ConceptKind], text: str) -> list[Concept]:
    """Terms that hold every word of the text."""
    return list(Concept.objects.current().of_kind(*kinds).search(text)[:SUGGESTED])


def suggested_occupations(person: Participant) -> list[Concept]:
    """What others in the pact have worked with most, without what this person has already."""
    own = person.experiences.values("occupation")
    often = (
        Experience.objects.exclude(occupation__in=own)
        .order_by()
        .values("occupation")
        .annotate(people=Count("pk"))
        .order_by("-people", "occupation")
    )
    ids = [row["occupation"] for row in often[:SUGGESTED]]
    return sorted(Concept.objects.filter(pk__in=ids), key=lambda term: ids.index(term.pk))


def suggested_wishes(person: Participant) -> list[Concept]:
    """What the person has worked with, then what others have."""
    own = [each.occupation for each in person.experiences.select_related("occupation")]
    wished = set(person.wishes.values_list("occupation", flat=True))
    return [t for t in [*own, *suggested_occupations(person)] if t.pk not in wished][:SUGGESTED]


def suggested_skills(person: Participant) -> list[Concept]:
    """Skills that go with the work the person has done or wants."""
    work = [
        *person.experiences.values_list("occupation", flat=True),
        *person.wishes.values_list("occupation", flat=True),
    ]
    skills = Concept.objects.current().of_kind(ConceptKind.SKILL)
    near = skills.filter(groups__in=work).distinct() if work else skills
    return list(near.exclude(pk__in=person.skills.values("skill")).order_by("pk")[:SUGGESTED])


def suggested_languages(person: Participant) -> list[Concept]:
    """The languages most spoken here, in the order of our own list."""
    languages = Concept.objects.current().of_kind(ConceptKind.LANGUAGE).exclude(key="lang:sv")
    own = person.languages.values("language")
    return list(languages.exclude(pk__in=own).order_by("pk")[:SUGGESTED])


def consent_history(person: Participant) -> list[tuple[datetime, Consent, bool]]:
    """Every yes and every taking back, newest first: when, which, whether it was given."""
    events = [(each.given_at, each, True) for each in person.consents.all()]
    events += [
        (each.withdrawn_at, each, False) for each in person.consents.all() if each.withdrawn_at
    ]
    return sorted(events, key=lambda event: event[0], reverse=True)
