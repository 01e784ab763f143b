"""What the words over a column mean, in Swedish and English and as somebody has said before."""

import re
from collections.abc import Mapping, Sequence

from pakten.parties.imports.states import Column

WORDS: dict[Column, str] = {
    Column.NUMBER: "organisationsnummer orgnr orgnummer org.nr. organisationsnr organizationnumber"
    " organisationnumber companynumber registrationnumber orgno regnr cin number nummer",
    Column.NAME: "namn name företag företagsnamn organisation organisationsnamn organization bolag"
    " bolagsnamn company companyname member medlem firma employer arbetsgivare förening kund",
    Column.KIND: "slag typ kind type organisationstyp organisationsform bolagsform företagsform juridiskform"
    " typavorganisation organisationtype",
    Column.SECTOR: "bransch sector sni snikod sniavdelning näring näringsgren industry branch sektor",
    Column.EMPLOYEES: "anställda antalanställda antalanst anst employees numberofemployees staff"
    " personal storlek medarbetare antalmedarbetare headcount size",
    Column.DISTRICT: "stadsdel stadsdelsområde stadsdelsförvaltning district område area borough",
    Column.LEVEL: "nivå engagemangsnivå engagemang level levelofengagement engagement",
    Column.WEBSITE: "webbplats hemsida webb webbadress website web url www homepage site",
    Column.ABOUT: "om omdem beskrivning about aboutthem description presentation verksamhet",
    Column.PARENT: "koncern koncernnummer moderbolag moderbolagetsorganisationsnummer parent parentnumber"
    " group groupnumber tillhör tillhörorganisationsnummer belongsto belongstoorganisationnumber överordnad",
    Column.CONTACT_NAME: "kontakt kontaktperson kontaktpersonnamn contact contactname contactperson"
    " nameofthecontact namnpåkontaktperson ansvarigkontakt kontaktnamn",
    Column.CONTACT_TITLE: "titel befattning roll contactstitle contacttitle title position jobtitle"
    " kontaktpersonenstitel kontaktenstitel",
    Column.CONTACT_EMAIL: "epost epostadress mejl mejladress mail mailadress email emailaddress"
    " contactemail contactsemail kontaktpersonensepost kontaktensepost kontaktmejl kontaktepost",
    Column.CONTACT_PHONE: "telefon telefonnummer tel tfn mobil mobilnummer phone phonenumber mobile"
    " contactphone contactsphone kontaktpersonenstelefon kontaktenstelefon kontakttelefon",
}  # fmt: skip


def bare(word: object) -> str:
    """A heading without case, spaces and signs: "Org. nr" and "ORGNR" are the same word."""
    return re.sub(r"[\W_]+", "", str(word).casefold())[:100]


_MEANINGS = {bare(word): column for column, words in WORDS.items() for word in words.split()}


def meaning(heading: object) -> str:
    """The column a word stands for by itself, or ""."""
    return str(_MEANINGS.get(bare(heading), ""))


def propose(headings: Sequence[str], remembered: Mapping[str, str]) -> list[str]:
    """The column of each heading, "" for one to leave out; no column is used twice.

    What somebody has said before about a word goes before what the word means by itself.
    """
    taken: set[str] = set()
    found = []
    for heading in headings:
        word = bare(heading)
        column = remembered[word] if word in remembered else meaning(heading)
        found.append("" if column in taken else column)
        taken.add(column)
    return found


def is_plain(
    headings: Sequence[str], columns: Sequence[str], remembered: Mapping[str, str]
) -> bool:
    """Whether nobody needs to look: name and number are found and every word is known."""
    known = all(
        column or not bare(heading) or bare(heading) in remembered
        for heading, column in zip(headings, columns, strict=True)
    )
    return known and {Column.NAME, Column.NUMBER} <= set(columns)
