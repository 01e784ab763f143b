"""What an employer sees, piece by piece, and the picture nobody needs."""

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from pakten.base.access import Denied
from pakten.parties.people import profile, words
from pakten.parties.people.models import Participant, Photo
from pakten.parties.people.rules import SKILLS
from pakten.parties.people.showing import pieces_to_show
from tests.factories.browser import browser
from tests.factories.pictures import make_picture
from tests.factories.terms import make_concept
from tests.factories.world import NOW


def shown(person: Participant) -> list[str]:
    return [each.piece for each in pieces_to_show(Participant.objects.get(pk=person.pk))]


def test_choose_shown_shows_only_what_is_chosen(people: Any) -> None:
    profile.add_skill(people.person, make_concept(), by=people.own)
    assert shown(people.person) == ["skills", "swedish"]
    address = f"/people/{people.person.pk}/shown/"
    answer = browser(people.pact, people.own).post(address, {"shown": ["swedish"]})
    assert (answer.status_code, shown(people.person)) == (302, ["swedish"])


def test_choose_shown_begins_without_help_words_and_picture(people: Any) -> None:
    assert not {"helps", "words", "photo", "education"} & set(people.person.shown)


def test_choose_shown_of_another_is_not_there(people: Any) -> None:
    answer = browser(people.pact, people.own).get(f"/people/{people.other.pk}/shown/")
    assert answer.status_code == 404


def test_edit_picture_draws_it_anew_without_place_and_camera(people: Any) -> None:
    address = f"/people/{people.person.pk}/picture/"
    client = browser(people.pact, people.own)
    assert client.post(address, {"picture": make_picture()}).status_code == 302
    image = Image.open(BytesIO(bytes(Photo.objects.get().image)))
    assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (480, 480), {})


def test_edit_picture_refuses_what_is_no_picture(people: Any) -> None:
    script = SimpleUploadedFile("me.jpg", b"<svg onload=alert(1)>", "image/jpeg")
    answer = browser(people.pact, people.own).post(
        f"/people/{people.person.pk}/picture/", {"picture": script}
    )
    assert (answer.status_code, Photo.objects.count()) == (422, 0)


def test_edit_picture_refuses_a_small_file_that_unpacks_to_a_huge_one(people: Any) -> None:
    """Twelve thousand pixels a side is a photo from a good camera, and a bomb as a PNG."""
    made = BytesIO()
    Image.new("1", (9000, 9000)).save(made, "PNG")
    bomb = SimpleUploadedFile("me.png", made.getvalue(), "image/png")
    address = f"/people/{people.person.pk}/picture/"
    answer = browser(people.pact, people.own, "en").post(address, {"picture": bomb})
    assert (len(made.getvalue()) < 50_000, answer.status_code) == (True, 422)
    assert "too large" in answer.content.decode()


def test_edit_picture_takes_it_away(people: Any) -> None:
    profile.add_picture(people.person, make_picture(), by=people.own, at=NOW)
    address = f"/people/{people.person.pk}/picture/"
    browser(people.pact, people.own).post(address, {"then": "remove"})
    assert not Photo.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("own", 200), ("counsellor", 200), ("member", 403), ("board", 403)]
)
def test_see_picture_is_for_the_person_and_the_counsellors(
    people: Any, who: str, status: int
) -> None:
    profile.add_picture(people.person, make_picture(), by=people.own, at=NOW)
    client = browser(people.pact, getattr(people, who))
    assert client.get(f"/people/{people.person.pk}/picture.jpg").status_code == status


def test_add_picture_of_another_is_denied(people: Any) -> None:
    with pytest.raises(Denied):
        profile.add_picture(people.other, make_picture(), by=people.own, at=NOW)


def test_add_picture_refuses_one_too_wide(people: Any) -> None:
    with pytest.raises(ValidationError):
        profile.add_picture(people.person, make_picture((12_001, 2)), by=people.own, at=NOW)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jag bakade bröd i tre år", ["Baka bröd och konditori"]),
        ("I was baking bread", ["Baka bröd och konditori"]),
        ("Jag har jobbat mycket", []),
        ("", []),
    ],
)
def test_words_lead_to_terms_by_their_labels(db: None, text: str, found: list[str]) -> None:
    assert [term.label_sv for term in words.found_in(text, SKILLS)] == found


def test_choose_shown_says_what_the_person_can_and_no_course_that_is_not_begun(people: Any) -> None:
    Participant.objects.filter(pk=people.person.pk).update(swedish="none", swedish_says="")
    assert "swedish" not in shown(people.person)
    Participant.objects.filter(pk=people.person.pk).update(swedish_says="a2")
    lines = [each.lines for each in pieces_to_show(Participant.objects.get(pk=people.person.pk))]
    assert lines == [("I manage in the shop, on the bus and at the doctor's.",)]
