"""Templates: which are offered, what a letter takes from them, and how the office shapes them."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.agreements.commitments import actions
from pakten.agreements.commitments.actions import templates as shape
from pakten.agreements.commitments.actions.templates import Proposal, TemplateTerms
from pakten.agreements.commitments.beginnings import fitting, months_after
from pakten.agreements.commitments.models import LetterTemplate, TemplateLine
from pakten.agreements.commitments.states import Party
from pakten.base.access import Denied
from pakten.base.ui.text import LocalText
from pakten.parties.organisations.states import Kind
from pakten.parties.pacts.models import Measure
from tests.factories.drafting import Two, make_template
from tests.factories.signing import TERMS
from tests.factories.world import TODAY, days

COMPANY = TemplateTerms(LocalText(sv="Företag"), Kind.COMPANY)


def filled(two: Two) -> LetterTemplate:
    template = make_template(two.pact, background="We begin here.")
    for party, measure, months in (
        (Party.MEMBER, two.jobs, 12),
        (Party.CITY, two.support, None),
    ):
        shape.add_template_line(
            template, party, measure, Proposal(3, months, "in teams"), by=two.by, at=two.now()
        )
    template.refresh_from_db()
    return template


def test_draft_letter_from_a_template_takes_its_proposals(two: Two) -> None:
    template = filled(two)
    letter = actions.draft_letter(two.house, TERMS, template=template, by=two.by, at=two.now())
    got = [
        (p.promised_by, p.quantity, p.note, p.starts_on, p.due_on)
        for p in (line.pledge for line in letter.lines.select_related("pledge"))
    ]
    first = TERMS.valid_from
    assert got == [
        ("member", 3, "in teams", first, months_after(first, 12)),
        ("city", 3, "in teams", first, TERMS.valid_to),
    ]
    assert (letter.background, letter.template, letter.template_version) == (
        "We begin here.", template, 3,
    )  # fmt: skip


def test_draft_letter_leaves_out_a_measure_that_is_retired(two: Two) -> None:
    template = filled(two)
    Measure.objects.filter(pk=two.jobs.pk).update(valid_to=days(-1))
    letter = actions.draft_letter(two.house, TERMS, template=template, by=two.by, at=two.now())
    assert [line.pledge.promised_by for line in letter.lines.all()] == ["city"]


@pytest.mark.parametrize(
    ("fields", "fits"),
    [
        ({}, True),
        ({"kind": Kind.ASSOCIATION}, False),
        ({"smallest": 211}, False),
        ({"smallest": 210, "largest": 210}, True),
        ({"largest": 209}, False),
        ({"valid_to": days(-1)}, False),
        ({"valid_from": days(1)}, False),
        ({"valid_from": TODAY, "valid_to": TODAY}, True),
    ],
)
def test_fitting_offers_templates_for_the_kind_and_size(
    two: Two, fields: dict[str, Any], fits: bool
) -> None:
    template = make_template(two.pact, **fields)
    assert list(fitting(two.house, TODAY)) == ([template] if fits else [])


def test_fitting_offers_all_of_the_kind_when_the_size_is_unknown(two: Two) -> None:
    make_template(two.pact, smallest=5000)
    two.house.employees = None
    assert fitting(two.house, TODAY).count() == 1


def test_edit_template_is_a_new_version_and_leaves_letters_alone(two: Two) -> None:
    template = filled(two)
    letter = actions.draft_letter(two.house, TERMS, template=template, by=two.by, at=two.now())
    line = template.lines.get(promised_by=Party.MEMBER)
    terms = replace(COMPANY, months=36)
    changed = shape.edit_template(template, terms, {line.pk: Proposal(9)}, by=two.by, at=two.now())
    line.refresh_from_db()
    letter.refresh_from_db()
    assert (changed.version, changed.months, line.quantity) == (4, 36, 9)
    assert (two.pledge(letter, Party.MEMBER).quantity, letter.template_version) == (3, 3)


def test_edit_template_refuses_a_version_somebody_else_changed(two: Two) -> None:
    template = filled(two)
    shape.edit_template(template, COMPANY, seen=3, by=two.by, at=two.now())
    with pytest.raises(ValidationError) as refused:
        shape.edit_template(template, COMPANY, seen=3, by=two.by, at=two.now())
    assert [error.code for error in refused.value.error_list] == ["changed"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"smallest": 10, "largest": 9}, "largest"),
        ({"valid_from": days(2), "valid_to": days(1)}, "valid_to"),
        ({"months": 2}, "months"),
        ({"months": 121}, "months"),
    ],
)
def test_add_template_refuses_bad_input(two: Two, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        shape.add_template(two.pact, replace(COMPANY, **changes), by=two.by, at=two.now())
    assert list(refused.value.message_dict) == [field]


def test_add_template_line_refuses_the_wrong_side_and_numbers(two: Two) -> None:
    template = make_template(two.pact)
    for party, line, field in (
        (Party.CITY, Proposal(1), "measure"),
        (Party.MEMBER, Proposal(0), "quantity"),
        (Party.MEMBER, Proposal(1, 0), "months"),
    ):
        with pytest.raises(ValidationError) as refused:
            shape.add_template_line(template, party, two.jobs, line, by=two.by, at=two.now())
        assert list(refused.value.message_dict) == [field]


def test_retire_template_and_remove_template_line(two: Two) -> None:
    template = filled(two)
    line = template.lines.get(promised_by=Party.CITY)
    shape.remove_template_line(line, by=two.by, at=two.now())
    retired = shape.retire_template(template, by=two.by, at=two.now())
    assert (TemplateLine.objects.count(), list(fitting(two.house, TODAY))) == (1, [])
    with pytest.raises(ValidationError, match="already retired"):
        shape.retire_template(retired, by=two.by, at=two.now())


def test_templates_are_the_office_s(two: Two) -> None:
    template = filled(two)
    line = template.lines.first()
    for attempt in (
        lambda: shape.add_template(two.pact, COMPANY, by=two.mona, at=two.now()),
        lambda: shape.edit_template(template, COMPANY, by=two.mona, at=two.now()),
        lambda: shape.retire_template(template, by=two.mona, at=two.now()),
        lambda: shape.remove_template_line(line, by=two.mona, at=two.now()),
    ):
        with pytest.raises(Denied):
            attempt()


def test_months_after_is_the_last_day_of_so_many_months() -> None:
    for first, months, last in (
        ("2026-12-01", 12, "2027-11-30"),
        ("2026-01-31", 1, "2026-02-27"),
        ("2026-11-15", 2, "2027-01-14"),
    ):
        assert months_after(TODAY.fromisoformat(first), months).isoformat() == last
