"""What needs ask for as numbered tokens, so that a seeker is compared by number."""

from __future__ import annotations

from datetime import date

from pakten.activities.matching.levels import LICENCE_COVERED_BY, level_rank
from pakten.activities.matching.marks import Assessor, assessors
from pakten.activities.matching.needs import Coming, Need, Requirement, RequirementKind, Seeker
from pakten.activities.matching.scoring.columns import ALWAYS, HAS, NEARLY, NEVER
from pakten.activities.matching.substitutions import Substitutions

Token = tuple[int, int]  # which sort, and the number within it
WORD, TIME, HOURS, START, PLACE = range(5)


class Words:
    """Numbers for what is asked, and for each thing a seeker may have the numbers that it meets."""

    def __init__(self, substitutions: Substitutions, today: date) -> None:
        self.substitutions, self.today = substitutions, today
        self.numbers: tuple[dict[object, int], ...] = ({None: ALWAYS}, {}, {}, {}, {})
        self._known: dict[object, Token] = {}
        self._skills: dict[str, int] = {}
        self._levels: dict[str, dict[int, int]] = {}  # language -> asked rank -> token
        self._licences: dict[str, set[int]] = {}  # licence held -> tokens
        self._worked: dict[str, set[int]] = {}  # occupation done -> tokens
        self._assessors: dict[int, tuple[Assessor, bool]] = {}

    def district(self, code: str) -> int:
        """The district's number."""
        return self._number(PLACE, code)

    def token(self, asked: Requirement) -> Token:
        """The token of a requirement."""
        same = (asked.kind, asked.key, asked.level, asked.number, asked.day, asked.must)
        if same not in self._known:
            self._known[same] = self._new(asked)
        return self._known[same]

    def _number(self, sort: int, value: object) -> int:
        return self.numbers[sort].setdefault(value, len(self.numbers[sort]))

    def _new(self, asked: Requirement) -> Token:
        match asked.kind:
            case RequirementKind.SKILL:
                word = self._number(WORD, ("skill", asked.key))
                self._skills[asked.key] = word
            case RequirementKind.LANGUAGE:
                word = self._language(asked.key, level_rank(asked.level))
            case RequirementKind.LICENCE:
                word = self._number(WORD, ("licence", asked.key))
                for held in LICENCE_COVERED_BY.get(asked.key, frozenset({asked.key})):
                    self._licences.setdefault(held, set()).add(word)
            case RequirementKind.OCCUPATION:
                word = self._occupation(asked)
            case RequirementKind.TIME:
                return TIME, self._number(TIME, asked.number)
            case RequirementKind.HOURS:
                return HOURS, self._number(HOURS, asked.number)
            case RequirementKind.START if asked.day:
                return START, self._number(START, asked.day.toordinal())
            case RequirementKind.PLACE:
                return PLACE, self._number(PLACE, asked.key)
            case _:
                word = ALWAYS
        return WORD, word

    def _language(self, key: str, rank: int) -> int:
        if rank == 0:
            return ALWAYS
        word = self._number(WORD, ("language", key, rank))
        self._levels.setdefault(key, {})[rank] = word
        return word

    def _occupation(self, asked: Requirement) -> int:
        """A must of its own: near it is not on the way, as it has no day."""
        word = self._number(WORD, ("occupation", asked.key, asked.number, asked.must))
        group = asked.key.removeprefix("ssyk:")
        whole = group != asked.key
        code = group if whole else self.substitutions.groups.get(asked.key, "")
        for key in self.substitutions.around(None if whole else asked.key, code):
            self._worked.setdefault(key, set()).add(word)
        (assess,) = assessors(Need("", (asked,)), self.substitutions, self.today)
        self._assessors[word] = assess, asked.must
        return word

    def ready(self, seeker: Seeker) -> dict[int, int]:
        """The words the seeker has (`HAS`), nearly has, or will have on a day."""
        found = {self._skills[key]: HAS for key in seeker.skills if key in self._skills}
        for key, level in seeker.languages.items():
            held = level_rank(level)
            for rank, word in self._levels.get(key, {}).items():
                if rank <= held:
                    found[word] = HAS
        for licence in seeker.licences:
            found.update(dict.fromkeys(self._licences.get(licence, ()), HAS))
        for word in {w for key in seeker.experience for w in self._worked.get(key, ())}:
            assess, must = self._assessors[word]
            state = assess(seeker).state
            found[word] = HAS if state == 2 else NEVER if must or state == 0 else NEARLY
        for coming in seeker.on_the_way:
            if coming.ready_on:
                for word in self._coming(coming):
                    found[word] = min(found.get(word, NEVER), coming.ready_on.toordinal())
        return found

    def _coming(self, coming: Coming) -> set[int]:
        words = set(self._licences.get(coming.key, ()))
        if coming.key in self._skills:
            words.add(self._skills[coming.key])
        if coming.key in self._levels:
            reached = level_rank(coming.level)
            levels = self._levels[coming.key].items()
            words.update(word for rank, word in levels if rank <= reached)
        return words
