"""Terms for tests: found by their key, or made."""

from pakten.base.terms.models import Concept, Substitution
from pakten.base.terms.states import ConceptKind, Origin, folded, sort_key, ssyk_key


def make_concept(
    key: str = "skill:test",
    *,
    kind: ConceptKind = ConceptKind.SKILL,
    label_sv: str = "Provfärdighet",
    label_en: str = "Test skill",
    code: str = "",
    parent: Concept | None = None,
) -> Concept:
    """A term of any kind; one with this key is taken as it is."""
    concept, _ = Concept.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "code": code,
            "origin": Origin.OWN,
            "label_sv": label_sv,
            "label_en": label_en,
            "parent": parent,
            "search_text": folded(label_sv, label_en, code),
            "sort_key": sort_key(label_sv),
        },
    )
    return concept


def make_group(code: str = "4322", label_sv: str = "Lager- och terminalpersonal") -> Concept:
    """An SSYK unit group."""
    return make_concept(
        ssyk_key(code), kind=ConceptKind.SSYK4, label_sv=label_sv, label_en="", code=code
    )


def make_occupation(
    key: str = "test_warehouse", label_sv: str = "Provlagerarbetare", group: str = "4322"
) -> Concept:
    """An occupation in an SSYK unit group."""
    return make_concept(
        key, kind=ConceptKind.OCCUPATION, label_sv=label_sv, label_en="", parent=make_group(group)
    )


def make_substitution(occupation: Concept, substitute: Concept, percent: int = 75) -> Substitution:
    """`substitute` can stand in for `occupation`."""
    return Substitution.objects.create(
        occupation=occupation, substitute=substitute, percent=percent
    )
