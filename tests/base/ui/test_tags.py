"""The tags and filters of every page."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.signing import BadSignature
from django.template import Context
from django.test import RequestFactory
from django.utils import translation

from pakten.base.ui.templatetags import pakten as tags
from pakten.base.ui.text import LocalText
from pakten.base.ui.tokens import make_token, read_token

NB = "\u00a0"


def context(path: str) -> Context:
    return Context({"request": RequestFactory().get(path)})


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1134, f"1{NB}134"),
        (999, "999"),
        (-1200, f"\u22121{NB}200"),
        (Decimal("1234.5"), f"1{NB}234,5"),
        ("1942", f"1{NB}942"),
        ("färre än 5", "färre än 5"),
        (None, "–"),
    ],
)
def test_thousands_groups_with_spaces_that_do_not_break(value: Any, shown: str) -> None:
    assert tags.thousands(value) == shown


@pytest.mark.parametrize(
    ("share", "decimals", "shown"),
    [(0.784, 0, f"78{NB}%"), (0.784, 1, f"78,4{NB}%"), (-0.02, 0, f"\u22122{NB}%"), (None, 0, "–")],
)
def test_percent_shows_a_share(share: float | None, decimals: int, shown: str) -> None:
    assert tags.percent(share, decimals) == shown


def test_isodate_shows_the_local_day() -> None:
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    day = '<time class="p-date" datetime="2026-11-20">2026-11-20</time>'
    assert [tags.isodate(v) for v in (late, date(2026, 11, 20), None, "snart")] == [day, day, "–", "snart"]  # fmt: skip


def test_isotime_shows_the_local_minute() -> None:
    shown = tags.isotime(datetime(2026, 11, 20, 8, 31, tzinfo=UTC))
    assert f">2026-11-20{NB}09.31<" in shown


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Sara Lindqvist", "SL"), ("Mälarvård", "Mä"), ("klarasjö hotell ab", "KH"), ("", ""), ("& Co AB", "CA")],
)  # fmt: skip
def test_initials_are_two_letters(name: str, letters: str) -> None:
    assert tags.initials(name) == letters


def test_in_lang_marks_and_escapes_a_text_in_another_language() -> None:
    text = LocalText(sv="<b>Mentor</b>")
    with translation.override("sv"):
        assert tags.in_lang(text) == "<b>Mentor</b>"
    with translation.override("ar"):
        marked = '<span lang="sv" dir="ltr">&lt;b&gt;Mentor&lt;/b&gt;</span>'
        assert tags.in_lang(text) == marked


@pytest.mark.parametrize(
    ("changes", "url"),
    [
        ({"sort": "-name"}, "?status=a&sort=-name"),
        ({"page": 3}, "?status=a&page=3"),
        ({"status": ""}, "?"),
        ({"status": None, "q": "å & ä"}, "?q=%C3%A5+%26+%C3%A4"),
    ],
)
def test_url_with_changes_the_query_and_starts_from_the_first_page(
    changes: dict[str, Any], url: str
) -> None:
    assert tags.url_with(context("/x/?status=a&page=2&format=csv"), **changes) == url


def test_export_url_keeps_search_and_filters() -> None:
    assert tags.export_url(context("/x/?q=a&page=2"), "xlsx") == "?q=a&format=xlsx"


def test_share_and_tick_are_numbers_for_drawing() -> None:
    shares = [tags.share_of(*pair) for pair in ((1, 3), (5, 4), (0, 3), (2, None), (-1, 3))]
    assert shares == ["33.3", "100.0", "0", "0", "0.0"]
    assert [tags.tick_of(*pair) for pair in ((1, 2), (2, 2), (None, 2))] == ["50.0", "", ""]


def test_once_token_is_new_each_time_and_says_who_saw_the_form() -> None:
    seen = Context({"request": SimpleNamespace(actor=SimpleNamespace(account_id=7))})
    tokens = [str(tags.once_token(seen)).split('value="')[1].removesuffix('">') for _ in range(2)]
    read = [read_token(token) for token in tokens]
    assert [token.account_id for token in read] == [7, 7]
    assert read[0].id != read[1].id


@pytest.mark.parametrize("raw", ["", "nonsense", "{}!"])
def test_read_token_refuses_what_we_did_not_make(raw: str) -> None:
    with pytest.raises(BadSignature):
        read_token(raw.format(make_token(1)))


def test_phone_tabs_are_the_marked_ones_or_the_first_five() -> None:
    items = [{"label": str(n)} for n in range(7)]
    marked = [{"label": "a"}, {"label": "b", "tab": True}]
    found = [tags.phone_tabs(Context({"menu": [{"items": i}]})) for i in (items, marked)]
    assert (found, tags.phone_tabs(Context())) == ([items[:5], marked[1:]], [])


def test_phone_number_keeps_digits_and_plus() -> None:
    assert tags.phone_number("+46 (0)8-508 00 000") == "+460850800000"
