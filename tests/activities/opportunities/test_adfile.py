"""Files of job ads: the shapes through the years, and what is refused and how."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pakten.activities.opportunities.adfile import MAX_BYTES, BrokenAdFile, check_size, read_ads
from pakten.activities.opportunities.ads import Ad, Asked, Named, from_json, to_json

REAL = Path(__file__).parents[4] / "shared/data/jobads"
real = pytest.mark.skipif(not REAL.is_dir(), reason="the sample ads are not here")

NEW: dict[str, Any] = {
    "id": "1", "headline": "Städare", "webpage_url": "https://example.org/1",
    "description": {"text": "Städa kontor. Ring Bo Ek på 070-123 45 67.", "conditions": None},
    "employer": {"name": "Provbolaget AB", "organization_number": "556000-4615",
                 "email": "bo@example.org", "phone_number": "0701234567"},
    "application_contacts": [{"name": "Bo Ek", "email": "bo@example.org"}],
    "application_details": {"email": "bo@example.org", "reference": "Bo Ek", "url": None},
    "occupation": {"concept_id": "o", "label": "Städare", "legacy_ams_taxonomy_id": None},
    "occupation_group": {"concept_id": "g", "label": "Städare", "legacy_ams_taxonomy_id": "9111"},
    "must_have": {"languages": [{"concept_id": "l", "label": "Svenska"}]},
    "nice_to_have": {"skills": [{"concept_id": "s", "label": "Golvvård"}]},
    "driving_license": [{"label": "B"}], "number_of_vacancies": 3,
    "working_hours_type": {"legacy_ams_taxonomy_id": "2"}, "scope_of_work": {"min": 50, "max": 75},
    "access": "Från 2027-02-01", "publication_date": "2026-11-01T00:00:00",
    "application_deadline": "2026-12-31T23:59:59",
    "workplace_address": {"municipality": "Stockholm", "municipality_code": "0180",
                          "street_address": "Provgatan 1", "postcode": "12345"},
}  # fmt: skip
OLD: dict[str, Any] = {
    "annonsId": 2, "annonsrubrik": "Diskare", "annonstextFormaterad": "<p>Diska &amp; duka</p>",
    "arbetsgivareNamn": "Provbolaget AB", "organisationsnummer": "5560004615",
    "kontaktpersoner": [{"fornamn": "Bo", "epost": "bo@example.org"}], "epost": "bo@example.org",
    "yrkesroll": {"namn": "Diskare", "varde": "5556"},
    "sprak": [{"namn": "Finska", "vikt": 5, "varde": "292"},
              {"namn": "Svenska", "vikt": 10, "varde": "502"}],
    "arbetstidTyp": {"varde": "1"}, "arbetsplatsadress": {"kommun": {"namn": "Kiruna", "varde": "2584"}},
    "publiceringsdatum": "2018-10-19 00:00:00", "webbadress": "bo@example.org",
}  # fmt: skip


def packed(content: object) -> bytes:
    """Content as a file."""
    return json.dumps(content, ensure_ascii=False).encode()


def refused(data: bytes) -> BrokenAdFile:
    """The refusal of a file."""
    with pytest.raises(BrokenAdFile) as refusal:
        read_ads(data)
    return refusal.value


def test_read_ads_reads_todays_shape() -> None:
    (ad,) = read_ads(packed({"hits": [NEW]}))
    assert ad == Ad(
        external_id="1", headline="Städare", text="Städa kontor. […]", conditions="",
        employer="Provbolaget AB", workplace="", organisation_number="5560004615",
        occupation=Named("Städare", "o"), ssyk_code="9111",
        skills=(Asked(Named("Golvvård", "s"), must=False),),
        languages=(Asked(Named("Svenska", "l"), must=True),), experience=(),
        licences=(Asked(Named("B"), must=True),), licence_required=True, positions=3,
        employment_type=Named(), duration=Named(), hours_min=50.0, hours_max=75.0,
        starts="Från 2027-02-01", starts_on=date(2027, 2, 1), published_on=date(2026, 11, 1),
        apply_by=date(2026, 12, 31), municipality="Stockholm", municipality_code="0180",
        postcode="12345", city="", url="https://example.org/1", removed=False,
    )  # fmt: skip


def test_read_ads_reads_the_source_of_platsbanken() -> None:
    (ad,) = read_ads(packed({"testannonser": [OLD]}))
    assert (ad.external_id, ad.text, ad.municipality_code, ad.url) == (
        "2",
        "Diska & duka",
        "2584",
        "",
    )
    assert ad.languages == (
        Asked(Named("Svenska", "", "502"), must=True),
        Asked(Named("Finska", "", "292"), must=False),
    )
    assert (ad.hours_min, ad.hours_max, ad.positions) == (100.0, 100.0, 1)


@pytest.mark.parametrize(
    "content",
    [
        [NEW],
        NEW,
        {"hits": [NEW]},
        {"hits": {"hits": [{"_id": "1", "_source": NEW}]}},
        {"annonser": [NEW]},
    ],
)
def test_read_ads_finds_the_ads_in_every_wrapping(content: object) -> None:
    assert [ad.external_id for ad in read_ads(packed(content))] == ["1"]


def test_read_ads_takes_a_byte_order_mark() -> None:
    assert len(read_ads(b"\xef\xbb\xbf" + packed([NEW]))) == 1


@pytest.mark.parametrize("row", [NEW, OLD])
def test_read_ads_keeps_no_contact(row: dict[str, Any]) -> None:
    kept = repr(read_ads(packed([row])))
    assert [word for word in ("Bo Ek", "bo@example.org", "070", "Provgatan") if word in kept] == []


def test_read_ads_leaves_out_the_number_of_a_sole_trader() -> None:
    trader = NEW | {"employer": {"name": "Bo Ek Städ", "organization_number": "900101-1234"}}
    assert read_ads(packed([trader]))[0].organisation_number == ""


def test_to_json_and_back_gives_the_same_ad() -> None:
    ads = read_ads(packed([NEW, OLD]))
    assert [from_json(json.loads(json.dumps(to_json(ad)))) for ad in ads] == ads


def test_read_ads_cleans_what_no_database_takes() -> None:
    (ad,) = read_ads(
        b'[{"id": "1\\u0000", "headline": "A\\u0000B\\ud800", "employer": {"name": "C"}}]'
    )
    assert (ad.external_id, ad.headline) == ("1", "AB")


def test_read_ads_refuses_what_is_not_json_with_its_place() -> None:
    error = refused(b'{"hits": [\n  {"id": "1",, }]}')
    assert (error.line, error.column) == (2, 14)
    assert str(error).startswith("Line 2, column 14: This is not JSON: ")


def test_read_ads_refuses_latin_1_with_the_byte_and_the_way_out() -> None:
    error = refused('[\n{"headline": "Städare"}]'.encode("latin-1"))
    assert (error.line, error.column) == (2, 17)
    assert error.reason == (
        "The file is not written in UTF-8 (byte E4 at position 19). "
        "Open it in a text editor, choose Save as, and choose UTF-8 as the encoding."
    )


def test_read_ads_refuses_a_large_file_by_its_size() -> None:
    with pytest.raises(BrokenAdFile, match=r"The file is 100 MB\. We take at most 20 MB"):
        check_size(100 * 1024**2)
    assert refused(b"x" * (MAX_BYTES + 1)).reason.startswith("The file is 21 MB.")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"[]", "There are no ads in the file."),
        (b'{"hits": []}', "There are no ads in the file."),
        (b'{"jobs": [1]}', "We do not know this shape."),
        (b"17", "We do not know this shape."),
        (b"[NaN]", "This is not JSON that can be read"),
        (b"[" * 200_000, "This is not JSON that can be read"),
        (b"[" + b"9" * 5000 + b"]", "This is not JSON that can be read"),
        (b"", "This is not JSON: Expecting value."),
    ],
)
def test_read_ads_refuses_a_file_without_ads(data: bytes, reason: str) -> None:
    assert refused(data).reason.startswith(reason)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"headline": None}, "The headline is missing."),
        ({"id": None}, "The ad has no id."),
        ({"employer": None}, "The employer's name is missing."),
        ({"employer": "Bo"}, "employer has another shape than we know."),
        ({"driving_license": "B"}, "driving_license should be a list."),
        ({"access": ["soon"]}, "access should be a text."),
        ({"number_of_vacancies": 0}, "The number of positions should be from 1 to 9999."),
        ({"number_of_vacancies": "two"}, "The number of positions should be from 1 to 9999."),
        ({"scope_of_work": {"min": -5}}, "The working hours should be from 0 to 100 percent."),
        ({"application_deadline": "soon"}, "soon is no date."),
        (
            {"application_deadline": "2025-01-01"},
            "The last day to apply is before the day of publication.",
        ),
    ],
)
def test_read_ads_names_the_faulty_ad_and_takes_nothing(
    change: dict[str, Any], reason: str
) -> None:
    error = refused(packed([NEW | {"id": "0"}, NEW | change]))
    assert error.reason == "1 of 2 ads cannot be read. Nothing was loaded."
    assert [(f.number, f.external_id, f.reason) for f in error.faults] == [
        (2, change.get("id", "1") or "", reason)
    ]


def test_read_ads_names_every_fault_in_one_text() -> None:
    assert str(refused(packed([NEW, NEW, 5]))) == (
        "2 of 3 ads cannot be read. Nothing was loaded.\n"
        "Ad 2 (id 1): Another ad in the file has the same id.\n"
        "Ad 3 (id -): This is not an ad but 5."
    )


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*NEW, *OLD, "hits", "label"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


def answer(data: bytes) -> str:
    """What the reader is told about a file."""
    try:
        return f"{len(read_ads(data))} ads"
    except BrokenAdFile as error:
        return str(error)


@given(json_values)
def test_read_ads_answers_any_json_with_ads_or_a_refusal(content: object) -> None:
    assert answer(packed(content)) not in {"", "0 ads"}


@given(st.binary(max_size=200))
def test_read_ads_answers_any_bytes_with_ads_or_a_refusal(data: bytes) -> None:
    assert answer(data) not in {"", "0 ads"}


@real
def test_read_ads_reads_every_sample() -> None:
    ads = {path.name: read_ads(path.read_bytes()) for path in sorted(REAL.glob("*.json"))}
    assert {name: [ad.external_id for ad in found] for name, found in ads.items()} == {
        "jobad_elastic_response_2019_fictional.json": ["23174210", "23187561"],
        "jobad_elastic_target_2018_redacted.json": ["22884504"],
        "jobad_platsbanken_source_2018_redacted.json": ["22884504", "20159374"],
        "jobsearch_response_current_shape_synthetic.json": ["90000001", "90000002"],
    }
    kept = repr(ads)
    assert [word for word in ("@", "Olsson", "John Doe", "Regnbågsvägen") if word in kept] == []


@real
def test_read_ads_reads_the_same_ad_alike_before_and_after_conversion() -> None:
    (new,) = read_ads((REAL / "jobad_elastic_target_2018_redacted.json").read_bytes())
    old = read_ads((REAL / "jobad_platsbanken_source_2018_redacted.json").read_bytes())[0]

    def shared(ad: Ad) -> tuple[object, ...]:
        words = [(a.what.label, a.must) for a in (*ad.languages, *ad.experience, *ad.licences)]
        plain = (ad.headline, ad.conditions, ad.employer, ad.workplace, ad.organisation_number)
        days = (ad.published_on, ad.apply_by, ad.hours_min, ad.municipality_code, ad.postcode)
        return (*plain, *days, ad.occupation.label, ad.positions, words)

    assert shared(new) == shared(old)
