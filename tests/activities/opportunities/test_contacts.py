"""Contacts are cut out of texts, and nothing else is."""

import pytest

from pakten.activities.opportunities.contacts import holds_contacts, without_contacts


@pytest.mark.parametrize(
    "text",
    [
        "Arbetstid 0700-1600 eller 08.00-17.00, kl 06:00-14:30.",
        "Organisationsnummer 556961-6161, start 2026-12-01 eller 01.12.2026.",
        "Lön 25 000 - 30 000 kr i månaden. 131 41 Nacka.",
        "Läs mer på https://example.org/jobb/4711.",
        "Krav:\n\n* B-körkort\n* 2 års erfarenhet",
        "",
    ],
)
def test_without_contacts_leaves_other_numbers_alone(text: str) -> None:
    assert without_contacts(text) == text
    assert not holds_contacts(text)


def test_without_contacts_keeps_the_rest_of_an_ad_in_arabic() -> None:
    ad = "نبحث عن طباخين. العمل من 7.00 حتى 16.00. اتصل بأحمد ٠٧٠١٢٣٤٥٦٧. نبدأ في يناير."
    kept = "نبحث عن طباخين. العمل من 7.00 حتى 16.00. […] نبدأ في يناير."
    assert without_contacts(ad) == kept


@pytest.mark.parametrize(
    "contact",
    [
        "070-123 45 67",
        "0701234567",
        "08-123 456 78",
        "(08) 12 34 56 78",
        "+46 (0)70-123 45 67",
        "+46701234567",
        "0046 70 123 45 67",
        "anna.berg@example.org",
        "anna.berg (at) example.org",
        "900101-1234",
        "199001011234",
    ],
)
def test_without_contacts_drops_the_sentence_with_the_name(contact: str) -> None:
    text = f"Vi söker städare. Frågor? Ring Anna Berg, {contact}. Välkommen!"
    assert without_contacts(text) == "Vi söker städare. […] Välkommen!"


def test_without_contacts_drops_the_sentence_that_leads_there() -> None:
    text = "Trevligt gäng. Kontakta Anna Berg. Tel. 070-123 45 67\nFacklig: Bo Ek, bo@example.org"
    assert without_contacts(text) == "Trevligt gäng. […]\n[…]"


def test_without_contacts_keeps_a_long_run_of_words_but_not_the_detail() -> None:
    long = "vi erbjuder ett varierande arbete " * 10
    assert without_contacts(f"{long}070-123 45 67") == f"{long}[…]"
