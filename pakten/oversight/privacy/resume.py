"""The profile as a JSON Resume (schema v1.0.0), which other systems can read."""

from typing import Any

from django.utils.translation import gettext as _

from pakten.base.terms.states import ConceptKind
from pakten.parties.people.models import Education, Participant
from pakten.parties.people.showing import swedish_of

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
VERSION = "v1.0.0"


def resume_of(person: Participant, *, day: str) -> dict[str, Any]:
    """The person's own resume, in the language that is active."""
    skills = [each for each in person.skills.all() if each.skill.kind != ConceptKind.LICENCE]
    licences = [each for each in person.skills.all() if each.skill.kind == ConceptKind.LICENCE]
    return {
        "$schema": SCHEMA,
        "basics": _basics(person),
        "work": [_work(each) for each in person.experiences.all()],
        "education": [_study(each) for each in person.educations.all()],
        "skills": [{"name": each.skill.label, **_ways(each)} for each in skills],
        "certificates": [{"name": each.skill.label} for each in licences],
        "languages": [
            *_swedish(person),
            *(
                {"language": each.name, "fluency": str(each.get_level_display())}
                for each in person.languages.all()
            ),
        ],
        "interests": [{"name": each.occupation.label} for each in person.wishes.all()],
        "meta": {"canonical": SCHEMA, "version": VERSION, "lastModified": f"{day}T00:00:00"},
    }


def _swedish(person: Participant) -> list[dict[str, Any]]:
    """What the person can; who has not begun yet is not told to lack anything."""
    fluency = ", ".join(swedish_of(person))
    return [{"language": _("Swedish"), "fluency": fluency}] if fluency else []


def _basics(person: Participant) -> dict[str, Any]:
    told = {
        "name": str(person),
        "label": person.worked_with,
        "email": person.email,
        "phone": person.phone,
        "summary": person.own_words,
    }
    return {
        **{key: value for key, value in told.items() if value},
        "location": {"city": str(person.pact.city), "region": str(person.district.name), "countryCode": "SE"},
    }  # fmt: skip


def _work(each: Any) -> dict[str, Any]:
    years = _("%(years)d years") % {"years": each.years} if each.years else ""
    told = {"name": each.where, "position": each.occupation.label, "location": each.country, "summary": years}  # fmt: skip
    return {key: value for key, value in told.items() if value}


def _study(each: Education) -> dict[str, Any]:
    told = {
        "area": each.subject or str(each.get_field_display()),
        "studyType": str(each.get_level_display()),
        "endDate": str(each.year or ""),
    }
    return {key: value for key, value in told.items() if value}


def _ways(each: Any) -> dict[str, Any]:
    return {"keywords": each.ways} if each.ways else {}
