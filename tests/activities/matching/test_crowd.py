"""A crowd that is kept gives the same short list as ranking everybody anew."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pakten.activities.matching import Need, Seeker, rank
from pakten.activities.matching.crowd import MOST_BESIDE, Crowd
from pakten.activities.matching.shortlist import Ranking
from tests.activities.matching.test_properties import SUBSTITUTIONS, TODAY, crowds, needs, seekers


def whole(found: Ranking) -> Ranking:
    """With every candidate made."""
    made = tuple(found.candidates)
    return Ranking(found.need, made, found.funnel, found.near, found.opens)


@given(needs, crowds)
def test_crowd_ranks_as_the_rule_does(need: Need, crowd: list[Seeker]) -> None:
    kept = Crowd(crowd).rank(need, SUBSTITUTIONS, TODAY)
    assert whole(kept) == rank(need, crowd, SUBSTITUTIONS, TODAY)


@given(needs, crowds, crowds, st.data())
def test_crowd_that_changes_ranks_as_one_laid_out_anew(
    need: Need, before: list[Seeker], coming: list[Seeker], data: st.DataObject
) -> None:
    changing = (
        data.draw(st.lists(st.sampled_from(before), unique_by=lambda one: one.id)) if before else []
    )
    changed = [replace(data.draw(seekers), id=one.id) for one in changing]
    gone = {one.id for one in before if data.draw(st.booleans())} - {one.id for one in changed}
    old = Crowd(before)
    crowd = old.changed([*changed, *coming], gone)
    now = {one.id: one for one in [*before, *changed, *coming]}
    left = [one for name, one in now.items() if name not in gone]
    assert len(crowd) == len(left)
    assert whole(crowd.rank(need, SUBSTITUTIONS, TODAY)) == rank(need, left, SUBSTITUTIONS, TODAY)
    assert whole(old.rank(need, SUBSTITUTIONS, TODAY)) == rank(need, before, SUBSTITUTIONS, TODAY)


@given(needs, crowds)
def test_crowd_leaves_out_those_named(need: Need, crowd: list[Seeker]) -> None:
    without = {one.id for one in crowd[::2]}
    kept = Crowd(crowd[1:]).changed(crowd[:1])
    there = [one for one in crowd if one.id not in without]
    found = kept.rank(need, SUBSTITUTIONS, TODAY, without)
    assert whole(found) == rank(need, there, SUBSTITUTIONS, TODAY)


@given(needs, crowds)
def test_candidates_tell_how_many_musts_are_unmet(need: Need, crowd: list[Seeker]) -> None:
    found = Crowd(crowd).rank(need, SUBSTITUTIONS, TODAY).candidates
    unmet = [sum(m.state.name != "HAS" for m in one.marks if m.requirement.must) for one in found]
    assert list(found.unmet) == unmet
    ranking = Crowd(crowd).rank(need, SUBSTITUTIONS, TODAY)
    have = [[m.state.name == "HAS" for m in one.marks] for one in found]
    assert list(ranking.have) == [sum(column) for column in zip(*have, strict=True)] or not have
    ready = found.where(found.unmet == 0)
    assert [one.seeker for one in ready] == [one.seeker for one in found if one.ready]


def test_crowd_is_laid_out_anew_when_many_have_changed() -> None:
    many = [Seeker(str(number)) for number in range(MOST_BESIDE + 1)]
    crowd = Crowd([Seeker("a")]).changed(many)
    found = crowd.rank(Need("n", ()), SUBSTITUTIONS, TODAY)
    assert (len(crowd), found.funnel.seekers) == (MOST_BESIDE + 2, MOST_BESIDE + 2)
    crowd = crowd.changed((), ["a"])
    assert crowd.rank(Need("n", ()), SUBSTITUTIONS, TODAY).funnel.seekers == MOST_BESIDE + 1
