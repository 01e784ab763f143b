"""The shapes an ad has had through the years, each turned into the same `Ad`.

JobSearch (2019 until today, and its answers of 2018) and the source of Platsbanken (2018). Reads
only the fields named here, so contact persons, addresses and application e-mails never get in.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from pakten.activities.opportunities.ads import Ad, Asked, Named
from pakten.activities.opportunities.contacts import holds_contacts, without_contacts

Row = dict[str, Any]
MUST_WEIGHT = 10
# Year, month and day (a co-ordination number has 60 added to the day), then four digits.
PERSONAL = r"\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])"


class FaultyAd(Exception):  # noqa: N818 - named for what it is
    """This ad cannot be read, for the reason given."""


def ad_of(row: Any) -> Ad:
    """The ad in a row of any known shape. Raises `FaultyAd`."""
    if not isinstance(row, dict):
        raise FaultyAd(_("This is not an ad but %(what)s.") % {"what": repr(row)[:40]})
    if "annonsrubrik" in row:
        return _platsbanken(row)
    if "headline" in row:
        return _jobsearch(row)
    raise FaultyAd(_("The headline is missing."))


def id_of(row: Any) -> str:
    """The ad's own id, or empty."""
    value = (row.get("id") or row.get("annonsId")) if isinstance(row, dict) else None
    return _clean(str(value))[:40] if isinstance(value, str | int) else ""


def _jobsearch(row: Row) -> Ad:
    told, employer, place = (
        _part(row, name) for name in ("description", "employer", "workplace_address")
    )
    must, nice, scope = (
        _part(row, name) for name in ("must_have", "nice_to_have", "scope_of_work")
    )
    body = _text(told, "text") or _plain(_text(told, "text_formatted"))
    group = _named(row.get("occupation_group"))
    licences = [Asked(_named(one), must=True) for one in _list(row, "driving_license")]
    full_time = _named(row.get("working_hours_type")).legacy_id == "1"

    def asked(name: str) -> tuple[Asked, ...]:
        musts = [Asked(_named(one), must=True) for one in _list(must, name)]
        return (*musts, *(Asked(_named(one), must=False) for one in _list(nice, name)))

    return _checked(
        row,
        headline=_text(row, "headline"),
        text=_joined(body, _text(told, "needs"), _text(told, "requirements")),
        conditions=_text(told, "conditions"),
        employer=_text(employer, "name"),
        workplace=_text(employer, "workplace"),
        organisation_number=_organisation(_text(employer, "organization_number")),
        occupation=_named(row.get("occupation")),
        ssyk_code=group.legacy_id if re.fullmatch(r"\d{4}", group.legacy_id) else "",
        skills=asked("skills"),
        languages=asked("languages"),
        experience=asked("work_experiences"),
        licences=tuple(licences),
        licence_required=bool(row.get("driving_license_required") or licences),
        positions=_positions(row.get("number_of_vacancies")),
        employment_type=_named(row.get("employment_type")),
        duration=_named(row.get("duration")),
        hours_min=_percent(scope.get("min"), full_time),
        hours_max=_percent(scope.get("max"), full_time),
        starts=_text(row, "access"),
        published_on=_day(row, "publication_date"),
        apply_by=_day(row, "application_deadline"),
        municipality=_text(place, "municipality"),
        municipality_code=_text(place, "municipality_code"),
        postcode=_text(place, "postcode"),
        city=_text(place, "city"),
        url=_url(row.get("webpage_url"), _part(row, "application_details").get("url")),
        removed=row.get("removed") is True,
    )


def _platsbanken(row: Row) -> Ad:
    place = _part(row, "arbetsplatsadress")
    municipality = _named(place.get("kommun"))
    licences = tuple(Asked(_named(one), must=True) for one in _list(row, "korkort"))
    full_time = _named(row.get("arbetstidTyp")).legacy_id == "1"
    body = _text(row, "annonstext") or _plain(_text(row, "annonstextFormaterad"))
    return _checked(
        row,
        headline=_text(row, "annonsrubrik"),
        text=body,
        conditions=_text(row, "villkorsbeskrivning"),
        employer=_text(row, "arbetsgivareNamn"),
        workplace=_text(row, "arbetsplatsNamn"),
        organisation_number=_organisation(_text(row, "organisationsnummer")),
        occupation=_named(row.get("yrkesroll")),
        ssyk_code="",
        skills=_weighed(_list(row, "kompetenser")),
        languages=_weighed(_list(row, "sprak")),
        experience=_weighed(_list(row, "yrkeserfarenheter")),
        licences=licences,
        licence_required=bool(licences),
        positions=_positions(row.get("antalPlatser")),
        employment_type=_named(row.get("anstallningTyp")),
        duration=_named(row.get("varaktighetTyp")),
        hours_min=_percent(row.get("arbetstidOmfattningFran"), full_time),
        hours_max=_percent(row.get("arbetstidOmfattningTill"), full_time),
        starts=_text(row, "tilltrade"),
        published_on=_day(row, "publiceringsdatum"),
        apply_by=_day(row, "sistaAnsokningsdatum"),
        municipality=municipality.label,
        municipality_code=municipality.legacy_id,
        postcode=_text(place, "postnr"),
        city=_text(place, "postort"),
        url=_url(row.get("ansokningssattWebbadress")),
        removed=row.get("avpublicerad") is True,
    )


def _checked(
    row: Row, *, headline: str, text: str, conditions: str, starts: str, **rest: Any
) -> Ad:
    """What every ad must have, and no contacts in its running text."""
    external_id = id_of(row)
    if not external_id:
        raise FaultyAd(_("The ad has no id."))
    if not headline:
        raise FaultyAd(_("The headline is missing."))
    if not rest["employer"]:
        raise FaultyAd(_("The employer's name is missing."))
    if rest["published_on"] and rest["apply_by"] and rest["apply_by"] < rest["published_on"]:
        raise FaultyAd(_("The last day to apply is before the day of publication."))
    day = re.search(r"\b20\d\d-\d\d-\d\d\b", starts)
    return Ad(
        external_id=external_id,
        headline=without_contacts(" ".join(headline.split()))[:300],
        text=without_contacts(text),
        conditions=without_contacts(conditions),
        starts=without_contacts(starts)[:200],
        starts_on=_iso(day.group()) if day else None,
        **rest,
    )


def _clean(text: str) -> str:
    """Text that a database takes: no control characters, no halves of letters."""
    whole = text.encode("utf-8", "ignore").decode()
    return "".join(c for c in whole if c >= " " or c in "\n\t").strip()


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str | int):
        raise FaultyAd(_("%(field)s should be a text.") % {"field": name})
    return _clean(str(value))


def _part(row: Row, name: str) -> Row:
    value = row.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise FaultyAd(_("%(field)s has another shape than we know.") % {"field": name})
    return value


def _list(row: Row, name: str) -> list[Any]:
    value = row.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise FaultyAd(_("%(field)s should be a list.") % {"field": name})
    return value


def _named(value: Any) -> Named:
    """A concept in either shape; the first where there are several."""
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, dict):
        return Named()
    label = _text(value, "label") or _text(value, "namn")
    legacy = _text(value, "legacy_ams_taxonomy_id") or _text(value, "varde")
    return Named(label[:300], _text(value, "concept_id")[:40], legacy[:20])


def _weighed(rows: Iterable[Any]) -> tuple[Asked, ...]:
    """Musts first, as in the other shape; Platsbanken told them by their weight."""
    found = [
        Asked(_named(one), must=isinstance(one, dict) and one.get("vikt") == MUST_WEIGHT)
        for one in rows
    ]
    return tuple(sorted(found, key=lambda asked: not asked.must))


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _plain(formatted: str) -> str:
    breaks = re.sub(r"(?i)<(?:br|/p|/li|/h\d)[^>]*>", "\n", formatted)
    return html.unescape(re.sub(r"<[^>]*>", "", breaks)).strip()


def _positions(value: Any) -> int:
    if value is None:
        return 1
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 9999:
        raise FaultyAd(_("The number of positions should be from 1 to 9999."))
    return value


def _percent(value: Any, full_time: bool) -> float | None:
    if value is None:
        return 100.0 if full_time else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        raise FaultyAd(_("The working hours should be from 0 to 100 percent."))
    return float(value)


def _day(row: Row, name: str) -> date | None:
    text = _text(row, name)
    return _iso(text) if text else None


def _iso(text: str) -> date:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        raise FaultyAd(_("%(text)s is no date.") % {"text": text[:40]}) from None


def _organisation(text: str) -> str:
    """Ten digits, or nothing: a sole trader's number is that person's, and we leave it out."""
    digits = re.sub(r"\D", "", text)
    digits = digits[2:] if len(digits) == 12 and digits.startswith("16") else digits
    return digits if len(digits) == 10 and not re.match(PERSONAL, digits) else ""


def _url(*values: Any) -> str:
    """The first web address; one that holds an e-mail address is none."""
    for value in values:
        if isinstance(value, str) and re.fullmatch(r"https?://[^\s@]{3,500}", value):
            return "" if holds_contacts(value) else value
    return ""
