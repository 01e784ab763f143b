"""What differs between two texts, and what a letter is checked for: plain values, no database."""

from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pakten.agreements.commitments.differences import differences
from pakten.agreements.commitments.rules import (
    LetterTerms,
    PledgeTerms,
    Promise,
    Surroundings,
    merge,
    readiness,
)

FIRST, LAST = date(2027, 1, 1), date(2028, 12, 31)
TERMS = LetterTerms(FIRST, LAST)
SIGNERS = [("member", "Mona Rahimi"), ("city", "Karin Holm")]


def pledge(**changes: Any) -> dict[str, Any]:
    values = {
        "by": "member", "activity": {"code": "jobs", "name": {"en": "Jobs"}}, "measure": "hires",
        "name": {"en": "Hires"}, "sentence": {"en": "Hire {quantity} people"}, "quantity": 4,
        "from": "2027-01-01", "by_day": "2027-12-31", "note": "", "responsible": "",
    }  # fmt: skip
    return {**values, **changes}


def text(*pledges: dict[str, Any], **changes: Any) -> dict[str, Any]:
    values = {
        "valid_from": "2027-01-01", "valid_to": "2028-12-31", "background": "",
        "signatories": {"member": [{"name": "Mona", "title": "HR"}], "city": []},
        "pledges": list(pledges),
    }  # fmt: skip
    return {**values, **changes}


def kinds(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    return [row.kind for row in differences(before, now).rows]


def test_differences_of_a_text_with_itself_are_none() -> None:
    same = text(pledge(), pledge(quantity=5))
    assert (differences(same, deepcopy(same)).count, kinds(same, same)) == (0, ["same"] * 2)


def test_differences_name_what_changed_before_and_now() -> None:
    found = differences(text(pledge()), text(pledge(quantity=6, by_day="2028-06-30")))
    (row,) = found.rows
    assert [(c.label, c.before, c.now) for c in row.changes] == [
        ("How many", "4", "6"),
        ("No later than", "2027-12-31", "2028-06-30"),
    ]
    marked = [(p.text, p.kind) for p in row.pieces if p.kind]
    assert marked == [
        ("4", "del"), ("6", "ins"), ("2027-12-31", "del"), ("2028-06-30", "ins"),
    ]  # fmt: skip


def test_differences_tell_added_and_removed_from_changed() -> None:
    before = text(pledge(), pledge(measure="visits"))
    now = text(pledge(measure="visits"), pledge(measure="mentors"))
    assert kinds(before, now) == ["same", "added", "removed"]


def test_differences_pair_the_likest_of_several_of_one_measure() -> None:
    before = text(pledge(note="spring"), pledge(note="autumn", quantity=9))
    now = text(pledge(note="autumn", quantity=8), pledge(note="spring"))
    changes = [[c.label for c in row.changes] for row in differences(before, now).rows]
    assert changes == [["How many"], []]


def test_differences_follow_a_measure_to_its_new_definition() -> None:
    now = text(pledge(measure="hires-v2", sentence={"en": "Employ {quantity} people"}))
    (row,) = differences(text(pledge()), now).rows
    assert [c.label for c in row.changes] == ["The wording"]


def test_differences_of_the_letter_s_own_values() -> None:
    signs = {"member": [{"name": "Omar", "title": ""}], "city": []}
    now = text(valid_to="2029-12-31", background="New", signatories=signs)
    assert [(c.label, c.before, c.now) for c in differences(text(), now).own] == [
        ("Valid to", "2028-12-31", "2029-12-31"),
        ("Background", "", "New"),
        ("Signs for the member", "Mona, HR", "Omar"),
    ]


rows = st.lists(
    st.builds(
        lambda measure, quantity, note: pledge(measure=measure, quantity=quantity, note=note),
        st.sampled_from(["hires", "visits"]), st.integers(1, 4), st.sampled_from(["", "a"]),
    ),
    max_size=5,
)  # fmt: skip


@given(rows, rows)
def test_differences_keep_every_pledge_of_both_texts(
    before: list[dict[str, Any]], now: list[dict[str, Any]]
) -> None:
    found = differences(text(*before), text(*now)).rows
    assert [row.now for row in found if row.now] == now
    old = sorted(str(row.before) for row in found if row.before)
    assert old == sorted(str(each) for each in before)


@pytest.mark.parametrize(
    ("mine", "before", "now", "stands", "clash"),
    [
        (4, 4, 4, 4, {}),
        (5, 4, 4, 5, {}),
        (4, 4, 6, 6, {}),
        (6, 4, 6, 6, {}),
        (5, 4, 6, 5, {"quantity": 6}),
    ],
)
def test_merge_keeps_what_each_touched(
    mine: int, before: int, now: int, stands: int, clash: dict[str, int]
) -> None:
    terms = [PledgeTerms(number, FIRST, LAST) for number in (mine, before, now)]
    merged, clashes = merge(*terms)
    assert (merged.quantity, clashes) == (stands, clash)


def promise(pk: int, party: str, **changes: Any) -> Promise:
    more = {k: changes.pop(k) for k in ("measure", "activity", "per_person") if k in changes}
    terms = PledgeTerms(
        **{"quantity": 2, "starts_on": FIRST, "due_on": date(2027, 12, 31), "responsible": "Sara",
           **changes}
    )  # fmt: skip
    return Promise(pk, party, terms, **{"name": "Hires", "activity": "Jobs", **more})


BOTH = [promise(1, "member"), promise(2, "city")]


def left(promises: list[Promise], around: Surroundings | None = None, **changes: Any) -> list[str]:
    signers = changes.pop("signers", SIGNERS)
    terms = replace(TERMS, **changes)
    checks = readiness(terms, promises, signers, around or Surroundings())
    return [check.code for check in checks if not check.done]


def test_readiness_of_a_full_letter_has_nothing_to_say() -> None:
    assert left(BOTH) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"valid_to": date(2027, 3, 1)}, "short"),
        ({"signers": [("member", "N N"), ("city", "n n")]}, "one_for_both"),
        ({"signers": [("city", "N N")]}, "signatories"),
        ({"around": Surroundings(agreed=False)}, "agreed"),
        ({"around": Surroundings(open_comments=2)}, "comments"),
    ],
)
def test_readiness_of_the_letter_itself(changes: dict[str, Any], code: str) -> None:
    soon = [
        promise(1, "member", due_on=date(2027, 2, 1)),
        promise(2, "city", due_on=date(2027, 2, 1)),
    ]
    assert left(soon, **changes) == [code]


def test_readiness_asks_for_a_nearer_day_when_all_end_with_the_letter() -> None:
    assert left([replace(p, terms=replace(p.terms, due_on=LAST)) for p in BOTH]) == ["no_date"]


def test_readiness_sees_an_activity_with_nothing_in_return() -> None:
    assert left([*BOTH, promise(3, "member", activity="Mentors")]) == ["nothing_in_return"]


@pytest.mark.parametrize(
    ("quantity", "around", "codes"),
    [
        (4, Surroundings(employees=10), ["far_too_many"]),
        (3, Surroundings(employees=10), []),
        (26, Surroundings(employees=100), ["far_too_many"]),
        (25, Surroundings(employees=100), []),
        (7, Surroundings(before={"hires": 2}), ["far_too_many"]),
        (6, Surroundings(before={"hires": 2}), []),
        (500, Surroundings(), []),
    ],
)
def test_readiness_sees_far_too_many(quantity: int, around: Surroundings, codes: list[str]) -> None:
    many = promise(3, "member", quantity=quantity, measure="hires", per_person=True)
    assert left([*BOTH, many], around) == codes


def test_readiness_lets_what_is_only_worth_a_look_be_signed() -> None:
    checks = readiness(TERMS, BOTH, SIGNERS, Surroundings(agreed=False))
    assert [check.blocks for check in checks if not check.done] == [False]
    assert all(check.remedy for check in checks if not check.done)
