"""A few occupations with what is near them, as the JobTech taxonomy measures it (source in the file)."""

from functools import cache
from typing import Any

from pakten.base.terms.models import Concept, Substitution
from pakten.base.terms.states import ConceptKind, Origin, folded, sort_key, ssyk_key
from pakten.config.example.world import read


@cache
def _content() -> dict[str, Any]:
    return read("near")


def make_near() -> None:
    """Write them where no whole taxonomy has been imported; the import takes them over."""
    content = _content()
    keys = [row["id"] for row in content["occupations"]]
    groups = Concept.objects.keyed({ssyk_key(row["ssyk4"]) for row in content["occupations"]})
    Concept.objects.bulk_create(
        (_occupation(row, groups[ssyk_key(row["ssyk4"])]) for row in content["occupations"]),
        ignore_conflicts=True,
    )
    known = Concept.objects.keyed(keys)
    Substitution.objects.bulk_create(
        (
            Substitution(occupation=known[one], substitute=known[other], percent=percent)
            for one, other, percent in content["pairs"]
        ),
        ignore_conflicts=True,
    )


def _occupation(row: dict[str, Any], group: Concept) -> Concept:
    return Concept(
        key=row["id"], jobtech_id=row["id"], kind=ConceptKind.OCCUPATION, origin=Origin.JOBTECH,
        label_sv=row["sv"], label_en=row["en"], parent=group, sort_key=sort_key(row["sv"]),
        search_text=folded(row["sv"], row["en"]),
    )  # fmt: skip


def asked_in(title: str, ssyk4: str) -> str:
    """The key of the occupation that an opening asks for: the very one where we have it."""
    key: str = _content()["openings"].get(title, ssyk_key(ssyk4))
    return key


def worked_as(ssyk4: str, turn: int) -> str:
    """The key of what somebody has worked as, of the occupations we have in the group, by turns."""
    keys: list[str] = _content()["worked_as"].get(ssyk4) or [ssyk_key(ssyk4)]
    return keys[turn % len(keys)]
