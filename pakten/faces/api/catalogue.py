"""The catalogue that data portals harvest: DCAT-AP-SE 3 as RDF/XML, in Swedish and English.

Addresses of datasets, files and service are their names for good, so they are made from the host the
city has chosen and nothing that changes. Properties and vocabularies are those that Sveriges
dataportal asks for (github.com/diggsweden/DCAT-AP-SE).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from django.utils import translation
from django.utils.translation import gettext as _

from pakten.base.ui.text import fit_for_xml
from pakten.faces.api.asking import Asked
from pakten.faces.api.datasets import DATASETS, Dataset
from pakten.faces.api.figures import years_there_are
from pakten.faces.api.service import PREFIX
from pakten.faces.api.states import Form

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XML = "http://www.w3.org/XML/1998/namespace"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_SPACES = {
    "rdf": _RDF,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "adms": "http://www.w3.org/ns/adms#",
    "dcatap": "http://data.europa.eu/r5r/",
}
_EU = "http://publications.europa.eu/resource/authority"
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
PUBLIC = f"{_EU}/access-right/PUBLIC"
CONTINUOUS = f"{_EU}/frequency/CONT"
SWEDEN = "http://sws.geonames.org/2661886"
LOCAL_AUTHORITY = "http://purl.org/adms/publishertype/LocalAuthority"
LANGUAGES = {"sv": "SWE", "en": "ENG"}
FORMATS = {
    Form.CSV: "text/csv",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.JSON: "application/json",
    Form.JSON_STAT: "application/json",
}
STANDARDS = {
    Form.CSV: "https://www.rfc-editor.org/rfc/rfc4180",
    Form.JSON_STAT: "https://json-stat.org/full/",
}
OPENAPI = "https://spec.openapis.org/oas/v3.1.0"


@dataclass(frozen=True, slots=True)
class Names:
    """The names of things in the catalogue, which are addresses too."""

    asked: Asked

    @property
    def catalogue(self) -> str:
        return self.asked.address("data_catalogue")

    @property
    def publisher(self) -> str:
        return f"{self.catalogue}#publisher"

    @property
    def contact(self) -> str:
        return f"{self.catalogue}#contact"

    @property
    def service(self) -> str:
        return f"{self.catalogue}#api"

    def dataset(self, each: Dataset) -> str:
        return f"{self.catalogue}#{each.name}"

    def file(self, each: Dataset, form: Form) -> str:
        return f"{self.dataset(each)}-{form.name.lower().replace('_', '-')}"


def catalogue(asked: Asked) -> bytes:
    """The whole catalogue."""
    for prefix, space in _SPACES.items():
        ET.register_namespace(prefix, space)
    root, names = ET.Element(_name("rdf:RDF")), Names(asked)
    _catalogue(root, names)
    _publisher(root, names)
    _contact(root, names)
    place = _about(root, "dcterms:Location", SWEDEN)
    _each_language(place, "rdfs:label", lambda: _("Sweden"))
    years = years_there_are(names.asked.today)
    for each in DATASETS:
        _dataset(root, names, each, years)
        for form in each.forms:
            _distribution(root, names, each, form)
    _service(root, names)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return fit_for_xml(document.decode()).encode()


def _catalogue(root: ET.Element, names: Names) -> None:
    pact = names.asked.pact
    node = _about(root, "dcat:Catalog", names.catalogue)
    _each_language(
        node,
        "dcterms:title",
        lambda: _("{pact}, {city}: open data").format(pact=pact.name, city=pact.city),
    )
    _each_language(
        node,
        "dcterms:description",
        lambda: _("Results, promises, members and definitions of an integration pact."),
    )
    _link(node, "dcterms:publisher", names.publisher)
    _link(node, "dcterms:license", CC0)
    _link(node, "foaf:homepage", names.asked.address("open_data"))
    for code in LANGUAGES.values():
        _link(node, "dcterms:language", f"{_EU}/language/{code}")
    _link(node, "dcat:themeTaxonomy", f"{_EU}/data-theme")
    _day(node, "dcterms:modified", names.asked.updated.date())
    _link(node, "dcterms:spatial", SWEDEN)
    for each in DATASETS:
        _link(node, "dcat:dataset", names.dataset(each))
    _link(node, "dcat:service", names.service)


def _publisher(root: ET.Element, names: Names) -> None:
    node = _about(root, "foaf:Agent", names.publisher)
    _text(node, "foaf:name", names.asked.pact.city)
    _link(node, "dcterms:type", LOCAL_AUTHORITY)
    _link(node, "foaf:homepage", names.asked.address("home"))


def _contact(root: ET.Element, names: Names) -> None:
    pact = names.asked.pact
    node = _about(root, "vcard:Organization", names.contact)
    _text(node, "vcard:fn", f"{pact.name}, {pact.city}")
    if pact.email:
        _link(node, "vcard:hasEmail", f"mailto:{pact.email}")
    _link(node, "vcard:hasURL", names.asked.address("about"))


def _dataset(root: ET.Element, names: Names, each: Dataset, years: tuple[int, ...]) -> None:
    node = _about(root, "dcat:Dataset", names.dataset(each))
    _each_language(node, "dcterms:title", lambda: str(each.title))
    _each_language(node, "dcterms:description", lambda: str(each.about))
    _text(node, "dcterms:identifier", names.dataset(each))
    _link(node, "dcterms:publisher", names.publisher)
    _link(node, "dcat:contactPoint", names.contact)
    for word in each.keywords:
        _each_language(node, "dcat:keyword", lambda word=word: str(word))  # type: ignore[misc]
    _link(node, "dcat:theme", each.theme)
    _link(node, "dcterms:accessRights", PUBLIC)
    _link(node, "dcterms:accrualPeriodicity", CONTINUOUS)
    _link(node, "dcterms:spatial", SWEDEN)
    for code in LANGUAGES.values():
        _link(node, "dcterms:language", f"{_EU}/language/{code}")
    _link(node, "dcat:landingPage", names.asked.address("open_data"))
    _day(node, "dcterms:modified", names.asked.updated.date())
    within = ET.SubElement(node, _name("dcterms:temporal"))
    period = ET.SubElement(within, _name("dcterms:PeriodOfTime"))
    _day(period, "dcat:startDate", date(years[0], 1, 1))
    for form in each.forms:
        _link(node, "dcat:distribution", names.file(each, form))


def _distribution(root: ET.Element, names: Names, each: Dataset, form: Form) -> None:
    address = names.asked.base + f"/data/{each.name}.{form.value}"
    node = _about(root, "dcat:Distribution", names.file(each, form))
    _each_language(node, "dcterms:title", lambda: f"{each.title}, {form.label}")
    _link(node, "dcat:accessURL", address)
    _link(node, "dcat:downloadURL", address)
    _text(node, "dcterms:format", FORMATS[form])
    _link(node, "dcat:mediaType", f"http://www.iana.org/assignments/media-types/{FORMATS[form]}")
    _link(node, "dcterms:license", CC0)
    _link(node, "adms:status", f"{_EU}/distribution-status/COMPLETED")
    _link(node, "dcatap:availability", f"{_EU}/planned-availability/STABLE")
    if form in STANDARDS:
        _link(node, "dcterms:conformsTo", STANDARDS[form])
    if form == Form.CSV:
        described = names.asked.address("data_csvw", each.name)
        _link(node, "foaf:page", described)


def _service(root: ET.Element, names: Names) -> None:
    node = _about(root, "dcat:DataService", names.service)
    _each_language(node, "dcterms:title", lambda: _("Service for developers"))
    _each_language(
        node,
        "dcterms:description",
        lambda: _("The same figures, members and promises in parts, as JSON, without a key."),
    )
    _link(node, "dcterms:publisher", names.publisher)
    _link(node, "dcat:contactPoint", names.contact)
    _link(node, "dcat:endpointURL", names.asked.base + PREFIX)
    _link(node, "dcat:endpointDescription", names.asked.address("openapi"))
    _link(node, "dcterms:conformsTo", OPENAPI)
    _link(node, "dcterms:license", CC0)
    _link(node, "dcterms:accessRights", PUBLIC)
    _link(node, "foaf:page", names.asked.address("data_service"))
    for each in DATASETS:
        _link(node, "dcat:servesDataset", names.dataset(each))


def _name(word: str) -> str:
    prefix, local = word.split(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def _about(root: ET.Element, kind: str, address: str) -> ET.Element:
    return ET.SubElement(root, _name(kind), {_name("rdf:about"): address})


def _link(node: ET.Element, word: str, address: str) -> None:
    ET.SubElement(node, _name(word), {_name("rdf:resource"): address})


def _text(node: ET.Element, word: str, text: str) -> None:
    ET.SubElement(node, _name(word)).text = text


def _day(node: ET.Element, word: str, day: date) -> None:
    made = ET.SubElement(node, _name(word), {_name("rdf:datatype"): f"{_XSD}date"})
    made.text = day.isoformat()


def _each_language(
    node: ET.Element, word: str, text: Callable[[], str], languages: Iterable[str] = LANGUAGES
) -> None:
    """The text in every language of the catalogue."""
    for lang in languages:
        with translation.override(lang):
            made = ET.SubElement(node, _name(word), {f"{{{_XML}}}lang": lang})
            made.text = text()
