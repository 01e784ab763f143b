"""Job ads: a file staged and previewed, then posted as openings, all or none; undone as one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.activities.opportunities.actions.offers import take_offers_back
from pakten.activities.opportunities.actions.openings import (
    MOST_REQUIREMENTS,
    Described,
    post_opening,
)
from pakten.activities.opportunities.adfile import read_ads
from pakten.activities.opportunities.ads import Ad, Asked
from pakten.activities.opportunities.fit import FULL_TIME
from pakten.activities.opportunities.models import ImportBatch, Opening, Placement
from pakten.activities.opportunities.states import OpeningKind
from pakten.base.access import Actor, Denied, Verb, require
from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind, licence_key, ssyk_key
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.models import Pact

UNDO_DAYS = 7
READY = "ready"
Staged = dict[str, Any]


def stage_ads(data: bytes, *, file_name: str, pact: Pact, by: Actor, at: datetime) -> ImportBatch:
    """Read a file and keep what it would become; nothing is posted. Raises `BrokenAdFile`."""
    house_id = _house_of(by, pact)
    ads = read_ads(data)
    staging = _Staging.for_ads(ads, house_id)
    return ImportBatch.objects.create(
        pact=pact, file_name=file_name[:200], ads=[staging.row(ad) for ad in ads],
        staged_at=at, staged_by_id=cast("int", by.account_id), organisation_id=house_id,
    )  # fmt: skip


def _house_of(by: Actor, pact: Pact) -> int | None:
    """None for those who import for the whole pact; a representative's own house."""
    if by.where(Verb.IMPORT_ADS, "pact"):
        require(by, Verb.IMPORT_ADS, pact)
        return None
    houses = by.where(Verb.IMPORT_ADS, "organisation")
    if not houses:
        raise Denied(Verb.IMPORT_ADS.value)
    return houses[0]


def import_ads(
    batch: ImportBatch, picked: Collection[str], *, by: Actor, at: datetime
) -> list[Opening]:
    """Post the chosen ads of a staged file; if one cannot be posted none is."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    require(by, Verb.IMPORT_ADS, batch)
    if batch.posted_at:
        raise ValidationError(_("This file is already imported."))
    rows = [row for row in batch.ads if row["id"] in picked and row["state"] == READY]
    if not rows:
        raise ValidationError({"picked": _("Choose at least one ad.")})
    posted = [_post(row, batch, by=by, at=at) for row in rows]
    batch.posted_at = at
    batch.save(update_fields=["posted_at"])
    return posted


def _post(row: Staged, batch: ImportBatch, *, by: Actor, at: datetime) -> Opening:
    if Opening.objects.filter(external_id=row["id"]).exists():
        raise ValidationError(_("“%(title)s” is already here.") % {"title": row["title"]})
    values = dict(row["values"])
    values["occupation"] = Concept.objects.filter(pk=values.pop("occupation_id")).first()
    for name in ("starts_on", "apply_by"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    terms = Concept.objects.in_bulk([pk for pk, _must in row["asked"]])
    asked = {terms[pk]: must for pk, must in row["asked"] if pk in terms}
    house = Organisation.objects.get(pk=row["house"])
    try:
        return post_opening(
            house, Described(values, asked), by=by, at=at, external_id=row["id"], batch=batch
        )
    except ValidationError as error:
        told = {"title": row["title"], "why": " ".join(error.messages)}
        raise ValidationError(_("“%(title)s”: %(why)s") % told) from error


def undo_import(batch: ImportBatch, *, by: Actor, at: datetime) -> ImportBatch:
    """Take every opening of an import away, within seven days and while nobody is proposed."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    require(by, Verb.IMPORT_ADS, batch)
    if batch.posted_at is None or batch.undone_at:
        raise ValidationError(_("There is nothing to undo."))
    if at - batch.posted_at > timedelta(days=UNDO_DAYS):
        raise ValidationError(
            _("An import can be undone for seven days. Close the openings instead.")
        )
    openings = list(batch.openings.select_for_update(of=("self",)))
    if Placement.objects.filter(opening__in=openings).exists():
        raise ValidationError(
            _("Somebody is already proposed. Close the openings one by one instead.")
        )
    for opening in openings:
        take_offers_back(opening, by=by, at=at)
    batch.openings.all().delete()
    batch.undone_at = at
    batch.save(update_fields=["undone_at"])
    return batch


@dataclass(frozen=True, slots=True)
class _Staging:
    """What the register and the terms know that the ads ask for. Few queries, however many ads."""

    by_number: dict[str, Organisation]
    by_name: dict[str, Organisation | None]
    terms: dict[str, Concept]
    known: frozenset[str]
    house_id: int | None

    @classmethod
    def for_ads(cls, ads: Iterable[Ad], house_id: int | None) -> "_Staging":
        """Look up everything at once."""
        every, names = list(ads), dict[str, Organisation | None]()
        houses = list(Organisation.objects.order_by("pk"))
        for house in houses:
            key = _bare(house.name)
            names[key] = None if key in names else house
        known = Opening.objects.filter(external_id__in=[ad.external_id for ad in every])
        return cls(
            {house.number: house for house in houses}, names, _terms(every),
            frozenset(known.values_list("external_id", flat=True)), house_id,
        )  # fmt: skip

    def house(self, ad: Ad) -> Organisation | None:
        """The member by its number, else by its name where that is one member's only."""
        if ad.organisation_number in self.by_number:
            return self.by_number[ad.organisation_number]
        if ad.organisation_number:
            return None
        return self.by_name.get(_bare(ad.employer)) or self.by_name.get(_bare(ad.workplace))

    def row(self, ad: Ad) -> Staged:
        """An ad as it would be posted, with what stands in the way and what to look at."""
        house, occupation = self.house(ad), self._occupation(ad)
        asked, unknown = self._asked(ad)
        return {
            "id": ad.external_id, "title": _short(ad.headline), "employer": ad.employer,
            "number": ad.organisation_number, "house": house.pk if house else None,
            "house_name": house.name if house else "", "state": self._state(ad, house),
            "warnings": _warnings(ad, occupation, unknown), "unknown": unknown,
            "asked": asked, "values": _values(ad, occupation),
            "occupation": occupation.label_sv if occupation else "",
        }  # fmt: skip

    def _state(self, ad: Ad, house: Organisation | None) -> str:
        if ad.external_id in self.known:
            return "known"
        if house is None:
            return "unmatched"
        if self.house_id and house.pk != self.house_id:
            return "not_yours"
        return READY if house.stage == Stage.ACTIVE else "not_active"

    def _occupation(self, ad: Ad) -> Concept | None:
        found = self.terms.get(ad.occupation.concept_id) or self.terms.get(ssyk_key(ad.ssyk_code))
        return found.replaced_by or found if found else None

    def _asked(self, ad: Ad) -> tuple[list[tuple[int, bool]], list[str]]:
        found: dict[int, bool] = {}
        unknown = []
        for one in (*ad.skills, *ad.languages, *ad.licences):
            term = next((self.terms[key] for key in _keys(one) if key in self.terms), None)
            if term is None:
                unknown.append(one.what.label)
            else:
                found[term.pk] = found.get(term.pk, False) or one.must
        return list(found.items())[:MOST_REQUIREMENTS], unknown


def _keys(asked: Asked) -> list[str]:
    """Where a term may be found, the surest first."""
    what = asked.what
    return [key for key in (what.concept_id, licence_key(what.label), what.label.casefold()) if key]


def _terms(ads: Iterable[Ad]) -> dict[str, Concept]:
    """Terms by JobTech id, by own key, and by Swedish label for what is asked for."""
    asked = [one for ad in ads for one in (*ad.skills, *ad.languages, *ad.licences)]
    ids = {one.what.concept_id for one in asked} | {ad.occupation.concept_id for ad in ads}
    keys = {ssyk_key(ad.ssyk_code) for ad in ads} | {licence_key(one.what.label) for one in asked}
    labels = {one.what.label for one in asked}
    rows = Concept.objects.select_related("replaced_by")
    askable = rows.of_kind(ConceptKind.SKILL, ConceptKind.LANGUAGE).current()
    by_label = {term.label_sv.casefold(): term for term in askable.filter(label_sv__in=labels)}
    by_id = {str(term.jobtech_id): term for term in rows.filter(jobtech_id__in=ids - {""})}
    return {**by_label, **rows.keyed(keys), **by_id}


def _values(ad: Ad, occupation: Concept | None) -> dict[str, Any]:
    starts, last = ad.starts_on, ad.apply_by
    if starts and last and starts < last:
        starts = None
    percent = ad.hours_max or ad.hours_min
    return {
        "kind": OpeningKind.JOB.value,
        "title": _short(ad.headline),
        "description": "\n\n".join(part for part in (ad.text, ad.conditions) if part)[:8000],
        "occupation_id": occupation.pk if occupation else None,
        "seats": min(max(ad.positions, 1), 500),
        "starts_on": starts.isoformat() if starts else None,
        "apply_by": last.isoformat() if last else None,
        "hours_per_week": round(percent * FULL_TIME / 100) if percent else None,
        "address": ad.workplace[:160],
    }


def _warnings(ad: Ad, occupation: Concept | None, unknown: list[str]) -> list[str]:
    """Codes of what somebody should look at before posting."""
    told = {
        "no_occupation": occupation is None,
        "unknown_terms": bool(unknown),
        "removed": ad.removed,
        "start_left_out": bool(ad.starts_on and ad.apply_by and ad.starts_on < ad.apply_by),
    }
    return [code for code, true in told.items() if true]


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:119]}…"


def _bare(name: str) -> str:
    """A name without its legal form: "Klarasjö Hotell AB" and "Klarasjö Hotell" are the same."""
    words = name.casefold().replace("(publ)", "").split()
    return " ".join(word for word in words if word not in {"ab", "aktiebolag", "hb", "kb"})
