"""Ads are staged, previewed, posted all or none, and undone as one."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from pakten.activities.opportunities.actions.imports import import_ads, stage_ads, undo_import
from pakten.activities.opportunities.adfile import BrokenAdFile
from pakten.activities.opportunities.models import ImportBatch, Opening
from pakten.agreements.results.models import Outcome
from pakten.base.access import ANONYMOUS, Actor, Denied
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.states import Deed
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld, make_placement
from tests.factories.world import NOW, make_measure, make_organisation, make_representative

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "data" / "jobads"


def ad(number: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "headline": f"Ad {number}",
        "description": {"text": "Cook and serve."},
        "number_of_vacancies": 2,
        "application_deadline": "2099-12-31T23:59:59",
        "employer": {"name": "Klarasjö Hotell AB", "organization_number": ""},
        "occupation_group": {"legacy_ams_taxonomy_id": "9412", "label": "Restaurangbiträden"},
        "must_have": {"skills": [], "languages": [{"label": "Engelska", "concept_id": ""}]},
        "nice_to_have": {"skills": [{"label": "Rymdfart", "concept_id": "x_y_z"}]},
        "driving_license": [{"label": "B", "concept_id": ""}],
        "driving_license_required": True,
        **fields,
    }


def of(number: str, name: str = "Whoever AB") -> dict[str, Any]:
    return {"employer": {"name": name, "organization_number": number}}


def content(*ads: dict[str, Any]) -> bytes:
    return json.dumps({"total": {"value": len(ads)}, "hits": list(ads)}).encode()


def stage(world: PlacementWorld, *ads: dict[str, Any], by: Actor | None = None) -> ImportBatch:
    return stage_ads(
        content(*ads), file_name="ads.json", pact=world.pact, by=by or world.coordinator, at=NOW
    )


def states(batch: ImportBatch) -> list[str]:
    return [row["state"] for row in batch.ads]


def test_stage_ads_finds_the_member_by_number_then_name(world: PlacementWorld) -> None:
    dialogue = make_organisation(world.pact, name="Havtorn AB", stage=Stage.DIALOGUE)
    batch = stage(
        world, ad(1, **of(world.house.number)), ad(2, **of("", "klarasjö hotell")),
        ad(3, **of("5560000001", "Klarasjö Hotell AB")), ad(4, **of(dialogue.number)),
    )  # fmt: skip
    assert states(batch) == ["ready", "ready", "unmatched", "not_active"]
    assert Opening.objects.exclude(external_id="").count() == 0


def test_stage_ads_by_a_member_takes_only_its_own(world: PlacementWorld) -> None:
    other = make_organisation(world.pact, name="Havtorn AB", stage=Stage.ACTIVE)
    batch = stage(world, ad(1), ad(2, **of(other.number)), by=world.member)
    assert (states(batch), batch.organisation) == (["ready", "not_yours"], world.house)


def test_stage_ads_needs_the_verb(world: PlacementWorld) -> None:
    with pytest.raises(Denied):
        stage(world, ad(), by=ANONYMOUS)


def test_import_ads_posts_what_the_ad_says(world: PlacementWorld) -> None:
    (opening,) = import_ads(stage(world, ad()), ["1"], by=world.coordinator, at=NOW)
    opening.refresh_from_db()
    asked = sorted((r.concept.key, r.must) for r in opening.requirements.all() if r.concept)
    assert opening.occupation is not None
    assert (opening.organisation, opening.title, opening.seats, opening.occupation.key) == (
        world.house,
        "Ad 1",
        2,
        "ssyk:9412",
    )
    assert asked == [("lang:en", True), ("licence:B", True)]


def test_import_ads_the_same_file_twice_gives_no_doubles(world: PlacementWorld) -> None:
    twice = [stage(world, ad()), stage(world, ad())]
    import_ads(twice[0], ["1"], by=world.coordinator, at=NOW)
    with pytest.raises(ValidationError, match="already here"):
        import_ads(twice[1], ["1"], by=world.coordinator, at=NOW)
    assert states(stage(world, ad())) == ["known"]
    assert Opening.objects.filter(external_id="1").count() == 1


def test_import_ads_only_what_is_picked_and_ready(world: PlacementWorld) -> None:
    batch = stage(world, ad(1), ad(2), ad(3, **of("5560000001")))
    import_ads(batch, ["2", "3"], by=world.coordinator, at=NOW)
    assert list(Opening.objects.exclude(external_id="").values_list("external_id", flat=True)) == [
        "2"
    ]


def test_import_ads_is_done_once(world: PlacementWorld) -> None:
    batch = stage(world, ad(1), ad(2))
    import_ads(batch, ["1"], by=world.coordinator, at=NOW)
    with pytest.raises(ValidationError, match="already imported"):
        import_ads(batch, ["2"], by=world.coordinator, at=NOW)


def test_undo_import_takes_all_away_and_lets_the_file_in_again(world: PlacementWorld) -> None:
    batch = stage(world, ad(1), ad(2))
    import_ads(batch, ["1", "2"], by=world.coordinator, at=NOW)
    undo_import(batch, by=world.coordinator, at=NOW)
    assert Opening.objects.exclude(external_id="").count() == 0
    assert states(stage(world, ad(1))) == ["ready"]
    with pytest.raises(ValidationError, match="nothing to undo"):
        undo_import(batch, by=world.coordinator, at=NOW)


def test_undo_import_takes_the_job_offers_back(world: PlacementWorld) -> None:
    make_measure(world.pact, Deed.JOB_OFFERED, per_person=False)
    batch = stage(world, ad(1))
    import_ads(batch, ["1"], by=world.coordinator, at=NOW)
    undo_import(batch, by=world.coordinator, at=NOW)
    assert sorted(Outcome.objects.values_list("quantity", flat=True)) == [-2, 2]


def test_undo_import_is_refused_after_a_week_or_a_proposal(world: PlacementWorld) -> None:
    batch = stage(world, ad())
    (opening,) = import_ads(batch, ["1"], by=world.coordinator, at=NOW)
    with pytest.raises(ValidationError, match="seven days"):
        undo_import(batch, by=world.coordinator, at=NOW + timedelta(days=8))
    make_placement(opening, world.person, world.counsellor)
    with pytest.raises(ValidationError, match="already proposed"):
        undo_import(batch, by=world.coordinator, at=NOW)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample ads are not here")
@pytest.mark.parametrize("name", sorted(f.name for f in SAMPLES.glob("*.json")))
def test_real_samples_are_staged_and_posted(world: PlacementWorld, name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    first = stage_ads(data, file_name=name, pact=world.pact, by=world.coordinator, at=NOW)
    make_organisation(
        world.pact, name=first.ads[0]["employer"], stage=Stage.ACTIVE,
        number=first.ads[0]["number"] or "5599999999",
    )  # fmt: skip
    batch = stage_ads(data, file_name=name, pact=world.pact, by=world.coordinator, at=NOW)
    picked = [row["id"] for row in batch.ads if row["state"] == "ready"]
    assert len(import_ads(batch, picked, by=world.coordinator, at=NOW)) == len(picked) > 0


def upload(world: PlacementWorld, data: bytes, by: Actor | None = None) -> HttpResponse:
    file = SimpleUploadedFile("ads.json", data, "application/json")
    asker = browser(world.pact, by or world.coordinator)
    response: Any = asker.post("/openings/import/", {"file": file})
    return response


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Hello", "not JSON"),
        (b'{"hits": [\n{"id": 1,,}]}', "Line 2"),
        ("[{'headline': 'K\xf6k'}]".encode("latin-1"), "UTF-8"),
        (b'{"hits": []}', "no ads"),
        (content(ad(1), {"id": "2"}), "1 of 2 ads cannot be read"),
    ],
)
def test_broken_file_is_refused_with_its_reason(
    world: PlacementWorld, data: bytes, words: str
) -> None:
    response = upload(world, data)
    assert (response.status_code, ImportBatch.objects.count()) == (422, 0)
    assert words in response.content.decode()
    with pytest.raises(BrokenAdFile):
        stage_ads(data, file_name="x", pact=world.pact, by=world.coordinator, at=NOW)


def test_file_of_100_mb_is_refused_before_it_is_read(world: PlacementWorld) -> None:
    class Endless:
        def read(self, *_size: int) -> bytes:
            raise AssertionError("the body was read")

        readline = read

    asker = browser(world.pact, world.coordinator)
    response = asker.generic(
        "POST", "/openings/import/", b"", "multipart/form-data; boundary=x",
        **{"wsgi.input": Endless(), "CONTENT_LENGTH": "100000000"},
    )  # fmt: skip
    assert response.status_code == 413
    assert "at most 20 MB" in response.content.decode()


def test_upload_is_previewed_then_posted_then_undone(world: PlacementWorld) -> None:
    response = upload(world, content(ad(1), ad(2, **of("5560000001"))), by=world.member)
    assert response.status_code == 302
    asker, path = browser(world.pact, world.member), response["Location"]
    preview = asker.get(path).content.decode()
    assert "1 of 2 ads can be posted" in preview
    assert "No member has this number or name" in preview
    assert asker.post(path).status_code == 422
    assert asker.post(path, {"picked": ["1"]}).status_code == 302
    assert "1 opening came in" in asker.get(path).content.decode()
    assert asker.post(f"{path}undo/").status_code == 302
    assert "undone" in asker.get(path).content.decode()


def test_import_of_another_house_is_not_found(world: PlacementWorld) -> None:
    batch = stage(world, ad())
    stranger = make_representative(make_organisation(world.pact, stage=Stage.ACTIVE))
    asker = browser(world.pact, stranger)
    assert asker.get(f"/openings/import/{batch.pk}/").status_code == 404
    assert asker.post(f"/openings/import/{batch.pk}/undo/").status_code == 404
