"""Text in several languages, and the fields that keep it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from pakten.base.ui.fields import LocalTextField, LocalTextFormField
from pakten.base.ui.text import LocalText, ltr

MENTOR = LocalText(sv="Mentor", en="A mentor", ar="مرشد")


@pytest.mark.parametrize(
    ("language", "text", "lang", "direction"),
    [("sv", "Mentor", "sv", "ltr"), ("en", "A mentor", "en", "ltr"), ("ar", "مرشد", "ar", "rtl"), ("so", "Mentor", "sv", "ltr")],
)  # fmt: skip
def test_local_text_speaks_the_active_language(
    language: str, text: str, lang: str, direction: str
) -> None:
    with translation.override(language):
        assert (str(MENTOR), MENTOR.lang, MENTOR.dir) == (text, lang, direction)


def test_local_text_falls_back_to_swedish_then_english_then_any() -> None:
    with translation.override("ar"):
        found = [str(LocalText(t)) for t in ({"sv": "a", "en": "b"}, {"en": "b"}, {"ti": "c"}, {})]
    assert found == ["a", "b", "c", ""]


def test_local_text_tells_when_it_is_another_language_than_asked() -> None:
    with translation.override("ar"):
        assert [MENTOR.is_fallback, LocalText("Mentor").is_fallback] == [False, True]


def test_local_text_is_false_when_every_language_is_empty() -> None:
    assert [bool(LocalText()), bool(LocalText(sv="")), bool(LocalText("x"))] == [False, False, True]


def test_field_reads_dicts_and_strings_as_local_text() -> None:
    field = LocalTextField()
    assert (field.to_python("hej"), field.to_python({"en": "hi"})) == ({"sv": "hej"}, {"en": "hi"})


def test_field_refuses_an_empty_text_unless_blank() -> None:
    LocalTextField(blank=True).validate(LocalText(), None)
    with pytest.raises(ValidationError):
        LocalTextField().validate(LocalText(sv=""), None)


def test_form_field_edits_one_language() -> None:
    field = LocalTextFormField(lang="en")
    assert (field.prepare_value(MENTOR), field.clean(" A guide ")) == (
        "A mentor",
        {"en": "A guide"},
    )


def test_form_field_has_changed_compares_its_own_language() -> None:
    field = LocalTextFormField()
    assert [field.has_changed(MENTOR, "Mentor"), field.has_changed(MENTOR, "Ny")] == [False, True]


def test_saving_a_form_keeps_the_other_languages() -> None:
    class Thing:
        text = LocalText(sv="gammal", ar="قديم")

    field = LocalTextField()
    field.set_attributes_from_name("text")
    thing = Thing()
    field.save_form_data(thing, LocalText(sv="ny"))  # type: ignore[arg-type]
    assert thing.text == {"sv": "ny", "ar": "قديم"}


def test_digits_keep_their_direction_in_arabic_only() -> None:
    with translation.override("ar"):
        assert ltr("2026-11-20") == "\u20662026-11-20\u2069"
    with translation.override("sv"):
        assert ltr("2026-11-20") == "2026-11-20"
