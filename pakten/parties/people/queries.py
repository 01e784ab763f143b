"""Page-shaped reads of people: the list, the likely doubles, what to suggest for a profile."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, When

from pakten.base.access import Actor
from pakten.base.accounts.models import Account
from pakten.base.statistics.states import SwedishStage
from pakten.base.terms.models import Concept, Substitution
from pakten.base.terms.states import ConceptKind
from pakten.parties.pacts.states import StaffRole
from pakten.parties.people.likeness import Told, digits, signs
from pakten.parties.people.models import (
    Consent,
    Experience,
    Participant,
    Reach,
    Skill,
    SpokenLanguage,
    Wish,
)
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
            Prefetch("experiences", Experience.objects.select_related("occupation")),
            Prefetch("wishes", Wish.objects.select_related("occupation")),
            Prefetch("skills", Skill.objects.select_related("skill")),
            Prefetch("languages", SpokenLanguage.objects.select_related("language")),
            "educations",
            Prefetch("reaches", Reach.objects.select_related("district")),
            Prefetch("consents", Consent.objects.select_related("recorded_by")),
        )
    )


def same_person(values: dict[str, Any], actor: Actor) -> list[Participant]:
    """Those already registered who look like the one told of; a person decides, not we."""
    return _alike(Participant.objects.visible_to(actor), told_of(values))


def is_like_another(person: Participant) -> bool:
    """Whether somebody else of the pact looks like this person. Told to the office, to nobody else."""
    told = told_of(vars(person))
    return bool(_alike(Participant.objects.exclude(pk=person.pk), told))


def _alike(people: QuerySet[Participant], told: Told) -> list[Participant]:
    near = Q(birth_year=told.birth_year)
    if told.email:
        near |= Q(email__iexact=told.email)
    if last := digits(told.phone)[-7:]:
        near |= Q(phone__regex=r"\D*".join(last) + r"\D*$")
    found = people.filter(near)
    rows = found.values("pk", "given_name", "family_name", "birth_year", "phone", "email")
    alike = [row["pk"] for row in rows if signs(told, told_of(row))]
    return list(found.filter(pk__in=alike)[:5])


def told_of(values: Mapping[str, Any]) -> Told:
    """What is compared of a person, from a form's values or a row."""
    return Told(
        values["given_name"],
        values["family_name"],
        values["birth_year"] or 0,
        values.get("phone") or "",
        values.get("email") or "",
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


def skills_of(person: Participant, *, licences: bool = False) -> list[Skill]:
    """What a person can do, or the driving licences, as first told. Uses prefetched rows."""
    rows = sorted(person.skills.all(), key=lambda each: each.pk)
    return [each for each in rows if (each.skill.kind == ConceptKind.LICENCE) == licences]


def skills_beside(skill: Concept) -> list[Concept]:
    """Skills of the same occupations: what many can who can this. Those shared most come first."""
    beside = (
        Concept.objects.current()
        .of_kind(ConceptKind.SKILL)
        .filter(groups__in=skill.groups.all())
        .exclude(pk=skill.pk)
        .annotate(shared=Count("groups"))
    )
    return list(beside.order_by("-shared", "pk")[:SUGGESTED])


def longest_work(person: Participant) -> Concept | None:
    """The occupation the person has worked in longest."""
    first = person.experiences.select_related("occupation").order_by("-years", "pk").first()
    return first.occupation if first else None


def near_occupations(work: Concept) -> list[Concept]:
    """Occupations that somebody with this work can stand in for, the nearest first."""
    near = Substitution.objects.filter(substitute=work).select_related("occupation")
    found = [row.occupation for row in near.order_by("-percent", "occupation")[:SUGGESTED]]
    if found or work.kind != ConceptKind.SSYK4:
        return found
    group = Concept.objects.current().of_kind(ConceptKind.SSYK4).exclude(pk=work.pk)
    return list(group.filter(code__startswith=work.code[:3]).order_by("pk")[:SUGGESTED])


def waiting_for_counsellor(actor: Actor) -> QuerySet[Participant]:
    """Those who began alone and have no counsellor yet, the longest waiting first."""
    people = Participant.objects.visible_to(actor).filter(left_on__isnull=True)
    return people.filter(counsellor__isnull=True).order_by("registered_at", "pk")


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
