"""The city's colour: whether it can be read, and the tints made from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pakten.parties.pacts.colours import WHITE, contrast, is_colour, nearest_readable, tints
from pakten.parties.pacts.looks import is_readable, stylesheet

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)
    assert contrast(WHITE, "#777777") == contrast("#777777", WHITE)


@pytest.mark.parametrize("typed", ["0b5c56", "#0b5c5", "#0b5c5g", "red", "", "#0b5c56;}"])
def test_is_colour_refuses_what_is_none(typed: str) -> None:
    assert not is_colour(typed)


def test_nearest_readable_keeps_what_can_be_read() -> None:
    assert nearest_readable("#0b5c56") == "#0b5c56"


@given(COLOURS)
def test_nearest_readable_can_be_read(colour: str) -> None:
    assert contrast(nearest_readable(colour), WHITE) >= 4.5


@given(COLOURS)
def test_tints_can_be_read_in_light_and_dark(colour: str) -> None:
    made = tints(nearest_readable(colour))
    for scheme in (0, 1):
        ground = made["surface-tinted"][scheme]
        assert contrast(made["text-subtle"][scheme], ground) >= 4.5
        assert contrast(made["text-default"][scheme], ground) >= 4.5
        base, on = made["base-default"][scheme], made["base-contrast-default"][scheme]
        assert contrast(base, on) >= 4.5


def test_stylesheet_only_sets_the_accent() -> None:
    lines = stylesheet("#005ea8").splitlines()
    assert lines[0] == ":root, [data-color-scheme] {"
    names = {line.strip().split(":")[0] for line in lines[1:-1]}
    assert {name for name in names if not name.startswith("--ds-color-accent-")} == {
        "--p-brand",
        "--p-foot",
    }
    assert not is_readable("#f2b134")
