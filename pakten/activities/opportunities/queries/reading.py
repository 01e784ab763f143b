"""An ad read with the terms, districts and languages of the pact. Five queries, however long."""

from datetime import date

from pakten.activities.opportunities.reading import (
    Found,
    Names,
    phrases,
    read_ad,
    singulars,
    words_of_ads,
)
from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind, sort_key, ssyk_key
from pakten.parties.pacts.models import District


def understand(text: str, today: date) -> list[Found]:
    """What we understand of an ad, with what it is called in the pact's terms."""
    said = {phrase for phrase, _start, _end in phrases(text)}
    return read_ad(text, _names(said, today), today)


def _names(said: set[str], today: date) -> Names:
    ways = words_of_ads()
    skills = {w: f"skill:{key}" for w, key in {**ways["guessed"], **ways["sure"]}.items()}
    keyed = Concept.objects.current().keyed({skills[w] for w in said & skills.keys()})
    terms = _labelled(said, ConceptKind.SKILL)
    terms |= {w: keyed[skills[w]].pk for w in said & skills.keys() if skills[w] in keyed}
    languages = Concept.objects.of_kind(ConceptKind.LANGUAGE).exclude(key="lang:sv")
    licences = Concept.objects.of_kind(ConceptKind.LICENCE).values_list("code", "key", "pk")
    districts = District.objects.on(today)
    return Names(
        terms=terms, work=_work(said), districts={str(d.name).casefold(): d.pk for d in districts},
        languages={label.casefold(): pk for label, pk in languages.values_list("label_sv", "pk")},
        licences={(code or key.partition(":")[2]).casefold(): pk for code, key, pk in licences},
    )  # fmt: skip


def _labelled(words: set[str], *kinds: ConceptKind) -> dict[str, int]:
    """The terms called exactly so."""
    wanted = {sort_key(word): word for word in words}
    rows = Concept.objects.current().of_kind(*kinds).filter(sort_key__in=list(wanted))
    return {wanted[key]: pk for key, pk in rows.values_list("sort_key", "pk")}


def _work(said: set[str]) -> dict[str, int]:
    """Work by its label, and by how ads say it."""
    ways = words_of_ads()["work"]
    ones = {one for word in said for one in singulars(word)}
    found = _labelled(ones, ConceptKind.OCCUPATION, ConceptKind.SSYK4)
    groups = Concept.objects.keyed({ssyk_key(ways[w]) for w in ones & ways.keys()})
    by_way = {w: groups[key].pk for w in ones & ways.keys() if (key := ssyk_key(ways[w])) in groups}
    return {**by_way, **found}
