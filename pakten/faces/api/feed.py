"""What is new, as an Atom feed that a reader's program asks for now and then (RFC 4287)."""

from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from pakten.base.ui.text import fit_for_xml
from pakten.faces.api.asking import Asked
from pakten.faces.api.reports import News, news

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"


def atom(asked: Asked) -> bytes:
    """The feed. An entry's id stays the same whatever its words become."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed", {f"{{{_XML}}}lang": asked.lang})
    entries = news(asked)
    here = asked.address("data_feed")
    _text(root, "id", here)
    _text(
        root,
        "title",
        _("New figures: {pact}, {city}").format(pact=asked.pact.name, city=asked.pact.city),
    )
    _text(root, "updated", max([each.at for each in entries], default=asked.updated).isoformat())
    _link(root, here, "self", "application/atom+xml")
    _link(root, asked.address("open_data"), "alternate", "text/html")
    author = ET.SubElement(root, f"{{{_ATOM}}}author")
    _text(author, "name", asked.source)
    _text(root, "rights", "CC0 1.0")
    for each in entries:
        _entry(root, each, here)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return fit_for_xml(document.decode()).encode()


def _entry(root: ET.Element, each: News, here: str) -> None:
    node = ET.SubElement(root, f"{{{_ATOM}}}entry")
    _text(node, "id", f"{here}#{each.key}")
    _text(node, "title", each.title)
    _text(node, "updated", each.at.isoformat())
    _link(node, each.page, "alternate", "text/html")
    _text(node, "summary", each.summary or each.title)


def _text(node: ET.Element, name: str, text: str) -> None:
    ET.SubElement(node, f"{{{_ATOM}}}{name}").text = text


def _link(node: ET.Element, address: str, relation: str, media: str) -> None:
    ET.SubElement(node, f"{{{_ATOM}}}link", {"href": address, "rel": relation, "type": media})
