"""The catalogue, read as a portal reads it: DCAT-AP-SE's mandatory properties and whole addresses."""

from collections.abc import Iterator

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

from pakten.faces.api.datasets import DATASETS
from pakten.parties.pacts.models import Pact
from tests.faces.api.conftest import World
from tests.factories.world import inside

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
CC0 = URIRef("http://creativecommons.org/publicdomain/zero/1.0/")
MANDATORY = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license, DCAT.dataset),
    DCAT.Dataset: (
        DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.keyword,
        DCAT.theme, DCTERMS.accessRights, DCTERMS.accrualPeriodicity, DCTERMS.spatial,
        DCTERMS.temporal, DCAT.distribution,
    ),
    DCAT.Distribution: (DCAT.accessURL, DCAT.downloadURL, DCTERMS.license, DCTERMS["format"]),
    DCAT.DataService: (
        DCTERMS.title, DCAT.endpointURL, DCAT.endpointDescription, DCTERMS.license,
        DCAT.servesDataset, DCTERMS.conformsTo,
    ),
    FOAF.Agent: (FOAF.name, DCTERMS.type),
    VCARD.Organization: (VCARD.fn, VCARD.hasEmail),
}  # fmt: skip
TRANSLATED = (DCTERMS.title, DCTERMS.description)


@pytest.fixture
def graph(world: World) -> Graph:
    with inside(world.pact):
        Pact.objects.filter(pk=world.pact.pk).update(email="pakt@pakten.example")
    response = world.get("/data/dcat.rdf")
    assert response.headers["Content-Type"] == "application/rdf+xml"
    return Graph().parse(data=response.content, format="xml")


def all_of(graph: Graph, *kinds: URIRef) -> Iterator[URIRef]:
    for kind in kinds:
        yield from (node for node in graph.subjects(RDF.type, kind) if isinstance(node, URIRef))


def test_catalogue_has_every_mandatory_property(graph: Graph) -> None:
    missing = [
        (str(node), str(word))
        for kind, words in MANDATORY.items()
        for node in all_of(graph, kind)
        for word in words
        if (node, word, None) not in graph
    ]
    assert missing == []
    assert [len(list(all_of(graph, kind))) for kind in MANDATORY] == [
        1, len(DATASETS), sum(len(each.forms) for each in DATASETS), 1, 1, 1,
    ]  # fmt: skip


def test_catalogue_is_in_swedish_and_english(graph: Graph) -> None:
    for node in all_of(graph, DCAT.Catalog, DCAT.Dataset, DCAT.DataService):
        for word in TRANSLATED:
            texts = list(graph.objects(node, word))
            assert sorted(str(t.language) for t in texts if isinstance(t, Literal)) == ["en", "sv"]
            assert all(str(each) for each in texts)


def test_catalogue_links_to_what_it_describes(graph: Graph) -> None:
    for words, kind in (
        ((DCAT.dataset, DCAT.servesDataset), DCAT.Dataset),
        ((DCAT.distribution,), DCAT.Distribution),
        ((DCTERMS.publisher,), FOAF.Agent),
        ((DCAT.contactPoint,), VCARD.Organization),
        ((DCAT.service,), DCAT.DataService),
    ):
        for word in words:
            assert set(graph.objects(None, word)) == set(all_of(graph, kind))


def test_every_file_of_the_catalogue_can_be_fetched(world: World, graph: Graph) -> None:
    for node in all_of(graph, DCAT.Distribution):
        address = str(next(graph.objects(node, DCAT.downloadURL)))
        assert address.startswith("http://testserver/data/")
        media = str(next(graph.objects(node, DCTERMS["format"])))
        response = world.get(address.removeprefix("http://testserver"))
        assert response.status_code == 200
        assert response.headers["Content-Type"].split(";")[0] == media


def test_catalogue_is_free_to_use_and_names_things_the_same_each_time(
    world: World, graph: Graph
) -> None:
    assert set(graph.objects(None, DCTERMS.license)) == {CC0}
    again = Graph().parse(data=world.get("/data/dcat.rdf?lang=en").content, format="xml")
    names = {node for node in graph.subjects() if isinstance(node, URIRef)}
    assert {node for node in again.subjects() if isinstance(node, URIRef)} == names


def test_catalogue_follows_the_host_it_was_asked_at(world: World) -> None:
    body = world.get("/data/dcat.rdf", host="data.pakten.example").content
    assert b"http://data.pakten.example/data/years.csv" in body
