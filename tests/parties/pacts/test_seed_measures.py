"""The starter catalogue has every measurable result that the seeds name, defined and countable."""

import pytest

from pakten.parties.pacts.formulas import in_order, parse
from pakten.parties.pacts.starting import example
from pakten.parties.pacts.states import Deed

# Seed 004, "Mätbara resultat", and the activities it describes; seed 002, the reservations.
NAMED = [
    ("skapade jobberbjudanden", ["job_offers"]),
    ("tecknade jobbpartners", ["job_partners"]),
    ("anställda nyanlända eller andra som står utanför arbetsmarknaden",
     ["hires", "extra_jobs", "into_work"]),
    ("jobbpartnerskapens övriga aktiviteter", ["partnership_activities"]),
    ("deltar i rekryteringsevent", ["recruitment_events"]),
    ("tar emot studerande på APL", ["apl_places"]),
    ("praktik, studiebesök och ev. extrajobb", ["internships", "study_visits", "extra_jobs"]),
    ("dialoger kring anpassning av yrkesutbildningar", ["trade_dialogues"]),
    ("erbjuds stöd i rekrytering och matchning", ["candidates_presented", "city_support"]),
    ("kompetensutveckling för medarbetare som är handledare", ["supervisors_trained"]),
    ("gästföreläser för studerande på en yrkesutbildning", ["guest_lectures"]),
    ("besöker skolor med Komvuxutbildning", ["school_visits"]),
    ("jobbrotation", ["job_rotations"]),
    ("programmen i stockholmsmentor", ["mentor_pairs", "mentor_programmes", "mentor_share"]),
    ("handledar- och mentorsutbildning", ["mentors_trained"]),
    ("antal som deltagit i praktik", ["internships"]),
    ("ses näringsliv, företrädare för staden och myndigheter på regelbunden basis",
     ["board_meetings", "board_meetings_held", "board_participants"]),
    ("tillämpning av sociala klausuler i upphandling av tjänster", ["clauses_applied"]),
    ("skarpa numerärer på anställningar eller praktikplatser",
     ["clause_hires", "clause_internships", "clause_people"]),
    ("medlemmar regelbundet bjudas in till tematräffar",
     ["network_meetings", "network_meetings_attended", "network_participants"]),
    ("stadsdelsmammorna ska tas tillvara", ["outreach_met", "outreach_referred", "outreach_share"]),
    ("könsstereotypa föreställningar", ["equality_training"]),
]  # fmt: skip
ROWS = {row["code"]: row for row in example()["measures"]}


@pytest.mark.parametrize(("passage", "codes"), NAMED)
def test_starter_catalogue_measures_what_the_seeds_name(passage: str, codes: list[str]) -> None:
    rows = [ROWS[code] for code in codes]
    assert [bool(row["definition"]["sv"] and row["unit"]["sv"]) for row in rows] == [True] * len(
        rows
    )
    assert all("Seed" in row["source"] or "Mission" in row["source"] for row in rows)


def test_starter_catalogue_counts_each_by_a_deed_or_a_formula() -> None:
    assert {("deed" in row) + ("formula" in row) for row in ROWS.values()} == {1}
    deeds = {row["deed"] for row in ROWS.values() if "deed" in row}
    assert deeds == set(Deed.values) - {Deed.OTHER}


def test_starter_catalogue_formulas_can_be_worked_out() -> None:
    formulas = {code: parse(row["formula"]) for code, row in ROWS.items() if "formula" in row}
    persons = {code for code, row in ROWS.items() if row["per_person"]}
    assert len(in_order(formulas)) == 5
    assert {name for f in formulas.values() for name in f.names} <= ROWS.keys()
    for code, formula in formulas.items():
        assert (formula.counts(persons) == "persons") == ROWS[code]["per_person"], code


def test_starter_catalogue_speaks_three_languages() -> None:
    new = [row for row in ROWS.values() if row["order"] > 26]
    assert [set(row["definition"]) for row in new] == [{"sv", "en", "ar"}] * len(new)
    assert [set(row["name"]) for row in ROWS.values()] == [{"sv", "en", "ar"}] * len(ROWS)


def test_starter_catalogue_says_which_persons_are_counted_twice() -> None:
    inside = {code: row["inside"] for code, row in ROWS.items() if row.get("inside")}
    assert inside == {
        "clause_hires": "hires",
        "clause_internships": "internships",
        "outreach_referred": "outreach_met",
    }
    assert all(ROWS[outer]["per_person"] for outer in inside.values())
