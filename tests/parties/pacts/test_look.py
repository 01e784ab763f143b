"""The city's look: tried, used, and possible to go back."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from pakten.parties.pacts.actions import look as actions
from pakten.parties.pacts.actions.look import LookDetails
from pakten.parties.pacts.models import Look
from pakten.parties.pacts.states import LookState
from tests.factories.browser import browser
from tests.factories.shape import Shape, png
from tests.factories.world import NOW, inside

pytestmark = pytest.mark.django_db
BLUE = "#005ea8"


@pytest.fixture
def shape() -> Iterator[Shape]:
    made = Shape()
    with inside(made.pact, made.admin):
        yield made


def try_(shape: Shape, **fields: object) -> Look:
    return actions.try_look(shape.pact, LookDetails(**fields), by=shape.admin, at=NOW)  # type: ignore[arg-type]


def now(shape: Shape) -> tuple[str, int | None]:
    shape.pact.refresh_from_db()
    return shape.pact.colour, shape.pact.logo_version


def test_try_look_shows_nobody_anything(shape: Shape) -> None:
    made = try_(shape, colour=BLUE, file=png())
    assert (made.state, made.logo and made.logo.width) == (LookState.TRIAL, 64)
    assert now(shape) == ("", None)


def test_use_look_shows_it_and_restore_look_goes_back(shape: Shape) -> None:
    first = try_(shape, colour=BLUE, file=png())
    actions.use_look(shape.pact, by=shape.admin, at=NOW)
    second = try_(shape, colour="#7a1f5c")
    actions.use_look(shape.pact, by=shape.admin, at=NOW)
    assert second.logo_id == first.logo_id
    assert now(shape) == ("#7a1f5c", first.logo_id)
    actions.restore_look(shape.pact, first, by=shape.admin, at=NOW)
    assert now(shape) == (BLUE, first.logo_id)
    actions.restore_look(shape.pact, None, by=shape.admin, at=NOW)
    assert now(shape) == ("", None)
    assert set(Look.objects.values_list("state", flat=True)) == {LookState.BEFORE}


def test_try_look_takes_the_place_of_the_one_on_trial(shape: Shape) -> None:
    try_(shape, colour=BLUE, file=png())
    again = try_(shape, colour="#7a1f5c", without_logo=True)
    assert [(look.pk, look.logo) for look in Look.objects.all()] == [(again.pk, None)]
    actions.discard_look(shape.pact, by=shape.admin, at=NOW)
    assert not Look.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"colour": "red"}, "colour", "Write the colour with # and six signs, as #0b5c56."),
        ({"colour": ""}, "colour", "This is the look in use. Choose another colour or a logo."),
        (
            {"colour": "#f2b134"}, "colour",
            ("White text on #f2b134 has a contrast of 1.8; 4.5 is needed to be read. "
            "The nearest that can be read is #996f20."),
        ),
        ({"file": b"<svg/>"}, "logo",
         "An SVG file can carry a program. Save the logo as PNG or WebP."),
    ],
)  # fmt: skip
def test_try_look_refuses(shape: Shape, fields: dict[str, object], field: str, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        try_(shape, **fields)
    assert refused.value.message_dict == {field: [said]}


def test_use_look_needs_one_on_trial(shape: Shape) -> None:
    with pytest.raises(ValidationError, match="No look is on trial"):
        actions.use_look(shape.pact, by=shape.admin, at=NOW)


def test_every_page_wears_the_look_in_use(shape: Shape) -> None:
    made = try_(shape, colour=BLUE, file=png())
    client = browser(shape.pact)
    assert "/pact/look.css" not in client.get("/").content.decode()
    actions.use_look(shape.pact, by=shape.admin, at=NOW)
    html = client.get("/").content.decode()
    assert 'href="/pact/look.css?colour=005ea8"' in html
    assert f'src="/pact/logo/{made.logo_id}/"' in html


def test_look_css_is_kept_for_ever_and_refuses_what_cannot_be_read(shape: Shape) -> None:
    client = browser(shape.pact)
    answer = client.get("/pact/look.css?colour=005ea8")
    assert (answer["Content-Type"], answer["Cache-Control"]) == (
        "text/css; charset=utf-8", "public, max-age=31536000, immutable",
    )  # fmt: skip
    for colour in ("f2b134", "red;}", ""):
        assert client.get("/pact/look.css", {"colour": colour}).status_code == 404


def test_show_logo_is_the_picture_and_of_the_own_pact_only(shape: Shape) -> None:
    made = try_(shape, file=png())
    answer = browser(shape.pact).get(f"/pact/logo/{made.logo_id}/")
    assert (answer["Content-Type"], answer.content) == ("image/png", png())
    other = Shape()
    assert browser(other.pact).get(f"/pact/logo/{made.logo_id}/").status_code == 404


def test_edit_look_page_tries_then_uses(shape: Shape) -> None:
    client = browser(shape.pact, shape.admin)
    file = SimpleUploadedFile("logo.png", png(), "image/png")
    client.post("/pact/look/", {"colour": BLUE, "logo": file, "alt": "Ekstad"})
    html = client.get("/pact/look/").content.decode()
    assert "/pact/look.css?colour=005ea8" in html
    client.post("/pact/look/use/")
    assert now(shape)[0] == BLUE


def test_edit_look_page_says_what_to_mend(shape: Shape) -> None:
    client = browser(shape.pact, shape.admin)
    file = SimpleUploadedFile("logo.png", b"<svg/>", "image/png")
    answer = client.post("/pact/look/", {"colour": "#f2b134", "logo": file})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "The nearest that can be read is #996f20." in html
    assert 'value="#f2b134"' in html
