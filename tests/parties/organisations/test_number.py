"""An organisation number is checked, and a wrong one is answered with what to do."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from pakten.parties.organisations.rules import read_number


@pytest.mark.parametrize("typed", ["556012-5790", "5560125790", " 556012 5790 ", "165560125790"])
def test_read_number_gives_ten_digits(typed: str) -> None:
    assert read_number(typed) == "5560125790"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("556012-579", "has 10 digits, this one has 9"),
        ("55601257900", "has 10 digits, this one has 11"),
        ("556012-5791", "The last digit does not fit"),
        ("556012-579X", "only digits"),
        ("", "has 10 digits, this one has 0"),
    ],
)
def test_read_number_says_what_is_wrong(typed: str, said: str) -> None:
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        read_number(typed)
    assert said in refused.value.messages[0]


@given(st.from_regex(r"\A55[0-9]{7}\Z"), st.integers(1, 9))
def test_read_number_refuses_every_other_check_digit(stem: str, more: int) -> None:
    right = int(luhn.calc_check_digit(stem))
    assert read_number(f"{stem}{right}") == f"{stem}{right}"
    with pytest.raises(ValidationError):
        read_number(f"{stem}{(right + more) % 10}")
