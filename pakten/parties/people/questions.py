"""The questions of a profile, one a screen, in six pieces; which are told, and which comes next."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pakten.base.statistics.states import SwedishStage
from pakten.base.terms.states import ConceptKind
from pakten.base.ui.mosaic import Tile, single_tile
from pakten.parties.people.models import Participant

Text = str | Promise
DONE, SKIPPED = "done", "skipped"
PIECES = 6
MOSAIC = ("0SC", "1gRS", "4CSR", "3ws", "5gSC", "6gL")  # a tile a piece


@dataclass(frozen=True, slots=True)
class Question:
    """A screen: the piece of the profile it belongs to, what it is called and what it asks."""

    code: str
    piece: int
    name: Text
    asks: Text
    lead: Text


QUESTIONS = (
    Question("languages", 1, _("Languages"), _("Which languages do you know?"),
             _("You need not know Swedish to get help.")),
    Question("can", 2, _("What I can do"), _("What can you do?"),
             _("Think of jobs, school, home and all else you have done. Choose everything that is true.")),
    Question("learnt", 3, _("How I learnt it"), _("How did you learn it?"),
             _("Everything counts, also what you learnt without papers.")),
    Question("want", 4, _("What I want"), _("What would you like most?"),
             _("Choose one or two. You can change your mind at any time.")),
    Question("jobs", 4, _("What I want"), _("What do you want to work with?"),
             _("Choose as many as you like. You can change it at any time.")),
    Question("work", 5, _("What I have done"), _("What have you worked with?"),
             _("All work counts, paid or unpaid, in any country.")),
    Question("studies", 5, _("What I have done"), _("What have you studied?"),
             _("In any country. You need no papers to tell us.")),
    Question("times", 6, _("When and where"), _("When can you work?"),
             _("Choose all that are true.")),
    Question("travel", 6, _("When and where"), _("Where can you work?"),
             _("Choose the parts of the city you can travel to.")),
    Question("licences", 6, _("When and where"), _("Do you have a driving licence?"),
             _("Choose those that are valid in Sweden. None? Just continue.")),
    Question("helps", 6, _("When and where"), _("What helps you to do a good job?"),
             _("Choose what you want. You never need to say why.")),
    Question("contact", 6, _("When and where"), _("How do you want us to reach you?"),
             _("You can change it at any time.")),
)  # fmt: skip
BY_CODE = {question.code: question for question in QUESTIONS}


@dataclass(frozen=True, slots=True)
class Bit:
    """One of the six pieces as it is drawn."""

    number: int
    ready: bool
    now: bool
    drawn: Tile


def told(person: Participant) -> set[str]:
    """The questions there is an answer to, given here or by somebody else. Uses prefetched rows."""
    skills = list(person.skills.all())
    licences = [s for s in skills if s.skill.kind == ConceptKind.LICENCE]
    has = {
        "languages": bool(person.swedish_says) or person.swedish != SwedishStage.NONE,
        "can": len(skills) > len(licences),
        "learnt": any(s.how or s.years for s in skills),
        "want": bool(person.aims),
        "jobs": bool(person.wishes.all()),
        "work": bool(person.experiences.all()),
        "studies": bool(person.educations.all()),
        "times": bool(person.times) or person.available_from is not None,
        "travel": bool(person.reaches.all()),
        "licences": bool(licences),
        "helps": bool(person.helps),
    }
    done = {code for code, state in person.asked.items() if state == DONE}
    return {code for code, is_told in has.items() if is_told} | done


def ready_pieces(person: Participant) -> set[int]:
    """The pieces that are ready: every question told or passed by, and at least one told."""
    answered = told(person)
    passed = {code for code, state in person.asked.items() if state == SKIPPED}
    ready = set()
    for number in range(1, PIECES + 1):
        codes = {q.code for q in QUESTIONS if q.piece == number}
        if codes & answered and codes <= answered | passed:
            ready.add(number)
    return ready


def bits(person: Participant, now: int = 0) -> list[Bit]:
    """The six pieces; `now` is the one the person is at, which is drawn with a frame."""
    ready = ready_pieces(person)
    now = now or min(set(range(1, PIECES + 1)) - ready, default=0)
    return [Bit(n, n in ready, n == now, single_tile(MOSAIC[n - 1])) for n in range(1, PIECES + 1)]


def next_question(person: Participant) -> Question | None:
    """What to ask now: the first not told and not passed by, then those passed by; None at the end."""
    answered = told(person)
    left = [q for q in QUESTIONS if q.code not in answered and _can_ask(q, answered)]
    fresh = [q for q in left if person.asked.get(q.code) != SKIPPED]
    return next(iter(fresh or left), None)


def following(person: Participant, code: str) -> Question | None:
    """The question after this one, in order."""
    answered = told(person)
    codes = [q.code for q in QUESTIONS if _can_ask(q, answered)]
    after = [q for q in codes if list(BY_CODE).index(q) > list(BY_CODE).index(code)]
    return BY_CODE[after[0]] if after else None


def before(person: Participant, code: str) -> Question | None:
    """The question before this one."""
    answered = told(person)
    codes = [q.code for q in QUESTIONS if _can_ask(q, answered)]
    earlier = [q for q in codes if list(BY_CODE).index(q) < list(BY_CODE).index(code)]
    return BY_CODE[earlier[-1]] if earlier else None


def _can_ask(question: Question, answered: set[str]) -> bool:
    """How something was learnt is asked only when there is something."""
    return question.code != "learnt" or "can" in answered
