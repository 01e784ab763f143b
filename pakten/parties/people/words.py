"""From a sentence in somebody's own words to terms of the taxonomy: by labels, nothing guessed.

Labels are Swedish and English; the tiles are in every language of the product. What is found is a
suggestion: the person ticks what is true, and nothing is kept before that.
"""

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Q
from django.utils import translation

from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind, folded
from pakten.parties.people.tiles import TILES

MOST_FOUND = 8
LONGEST = 500
_SHORTEST, _STEM = 3, 5  # letters: what is a word, and how much of it must be the same
_READ = 300  # rows looked at for one sentence
_WORD = re.compile(r"\w+", re.UNICODE)
# Words that stand in every sentence and in many labels, so they tell nothing.
_EMPTY = frozenset(
    """alla andra arbeta arbete arbetade arbetar att den det där efter från för han har hon inom inte
    jag jobb jobba jobbade kan med men mina mitt mycket många när och också olika sedan som till under
    upp var vid och eller sätt hade hemma åren year years about also and can experience for from have
    has job know many other the was were with work worked working""".split()  # noqa: SIM905
)


def found_in(text: str, kinds: frozenset[ConceptKind]) -> list[Concept]:
    """The terms a sentence most likely speaks of, the surest first."""
    words = _words(text)
    if not words:
        return []
    told = _told_by_tiles(words) if ConceptKind.SKILL in kinds else []
    scored = [(_score(term, words), term) for term in _rows(words, kinds)]
    sure = [(score, t) for score, t in scored if score > 0 and t not in told]
    sure.sort(key=lambda each: (-each[0], len(each[1].label_sv), each[1].pk))
    return [*told, *(term for _score_, term in sure)][:MOST_FOUND]


def _words(text: str) -> list[str]:
    found = _WORD.findall(folded(text[:LONGEST]))
    return [w for w in dict.fromkeys(found) if len(w) >= _SHORTEST and w not in _EMPTY]


def _rows(words: list[str], kinds: frozenset[ConceptKind]) -> Iterable[Concept]:
    stems = {word[:_STEM] for word in words}
    holds = reduce(or_, (Q(search_text__contains=stem) for stem in stems))
    return Concept.objects.current().of_kind(*kinds).filter(holds).order_by("pk")[:_READ]


def _score(term: Concept, words: list[str]) -> float:
    """How much of the better label the sentence speaks of, 0 to 1; 0 when it is under a third."""
    labels = (term.label_sv, term.label_en, term.label_own)
    best = max(_share(label, words) for label in labels)
    return best if best >= 1 / 3 else 0


def _share(label: str, words: list[str]) -> float:
    parts = _words(label)
    if not parts:
        return 0
    return sum(any(_alike(part, word) for word in words) for part in parts) / len(parts)


def _alike(part: str, word: str) -> bool:
    """Whether two words begin alike: `bakade` and `baka`, `städning` and `städa`."""
    short, long = sorted((part, word), key=len)
    if len(short) < _STEM:
        return long.startswith(short[: max(len(short) - 1, _SHORTEST)])
    return long[:_STEM] == short[:_STEM]


def _told_by_tiles(words: list[str]) -> list[Concept]:
    """The tiles whose words the sentence holds, in the reader's language."""
    keys = [tile.key for tile in TILES if _holds(str(tile.label), words)]
    found = Concept.objects.current().keyed(keys)
    return [found[key] for key in keys if key in found]


def _holds(label: str, words: list[str]) -> bool:
    if (translation.get_language() or settings.LANGUAGE_CODE) == "sv":
        return _share(label, words) >= 1 / 2
    parts = [part for part in _words(label) if len(part) > _SHORTEST]
    return bool(parts) and sum(any(_near(part, w) for w in words) for part in parts) == len(parts)


def _near(part: str, word: str) -> bool:
    """Alike, or one inside the other: many languages put the article or `and` before the word."""
    return _alike(part, word) or (len(part) > _SHORTEST and (part in word or word in part))
