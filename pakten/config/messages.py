"""Every text that is shown, collected from code and templates, and the catalogues kept in step.

The texts in the code are English; `locale/` holds the translations. Swedish is complete, Arabic where
visitors read, the other languages where newcomers do (`asked_in`).
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from pakten.base.ui.languages import EVERY

PACKAGE = Path(__file__).resolve().parents[1]
LANGUAGES = tuple(each.code for each in EVERY if each.code != "en")
# What newcomers meet on their way in and on pages of their own.
_NEWCOMER = (
    r"faces/public/templates/public/(start|ask_callback|callback_asked|privacy|_machine|_contact)"
    r"|base/ui/templates/(base/(page|person|plain)|cotton)|base/accounts/(templates|forms|actions|views)"
    r"|templates/desk/participant|desk/participant_pages"
    r"|parties/people/(states|models/|telling/|questions|tiles|words|ways_in|beginning|rules|profile|showing)"
    r"|templates/people/(begin_|choose_shown|edit_p|link_ended|open_profile|profile_saved|tell|withdraw_consent|record_consent)"
    r"|templates/privacy/(_about|_kept|_sees|_switch|_waiting|ask_|see_kept|see_looks|see_own)"
    r"|templates/pulses/(follow_up_by_link|pulse_by_link|stop_pulses|_week\.)|pulses/states"
    r"|templates/opportunities/(answer_|disown|link_closed|own_placements|proposal|_after_yes|_no_form|_yes_form|_opening_facts|_practical|see_own_places|_own_choices|_own_place|_own_doors|refuse_place|_bid_facts)"
    r"|opportunities/(explain|states|endings|models/placements|actions/follow_ups)"
    r"|templates/pacts/no_link|templates/guidance/(see_own_steps|press_step|plan_step|_line)"
    r"|oversight/privacy/(answers|kept\.|queries|states|notices|forms|actions/asking|paper|models|resume|views/own)"
    r"|parties/people/(notices|photos)|guidance/(notices|lines|models/steps|views/steps)"
    r"|pulses/(notices|forms)|opportunities/(notices|forms/links|forms/steps|forms/wishes|actions/wishes|views/wishes|views/moves|views/links)"
    r"|notices/templates/notices/(see_account|see_notices|stop_topic|see_digest|_tabs|see_told)"
    r"|surveys/templates/surveys/answer_survey"
)
# What visitors meet besides.
_VISITOR = r"faces/public/|base/ui/templates/base/public|opportunities/templates/opportunities/(own|proposal)"
_PLACES = {"sv": re.compile(""), "ar": re.compile(f"{_NEWCOMER}|{_VISITOR}")}
_CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
_PLURAL = {"ngettext", "ngettext_lazy"}
_IN_TEMPLATE = re.compile(
    r"""(?P<call>n?gettext|_)\(\s*u?(?P<one>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
    r"""(?:\s*,\s*u?(?P<many>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))?"""
)
Text = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """A text and the file it stands in (relative to the package)."""

    text: Text
    place: str


def _in_code(source: str) -> Iterator[Text]:
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id not in _CALLS:
            continue
        words = [a.value for a in node.args if isinstance(a, ast.Constant)]
        texts = [w for w in words if isinstance(w, str) and w]
        if node.func.id in _PLURAL and len(texts) >= 2:
            yield texts[0], texts[1]
        elif texts:
            yield texts[0]


def _in_template(source: str) -> Iterator[Text]:
    for match in _IN_TEMPLATE.finditer(templatize(source)):
        one = ast.literal_eval(match["one"])
        if match["call"] == "ngettext" and match["many"]:
            yield one, ast.literal_eval(match["many"])
        elif one:
            yield one


def collect(package: Path = PACKAGE) -> list[Found]:
    """Every translatable text of the product with where it stands."""
    found = []
    for file in sorted(package.rglob("*")):
        place = file.relative_to(package).as_posix()
        if file.suffix == ".py" and "/migrations/" not in place:
            texts: Iterable[Text] = _in_code(file.read_text())
        elif file.suffix in {".html", ".txt"} and "/templates/" in f"/{place}":
            texts = _in_template(file.read_text())
        else:
            continue
        found += [Found(text, place) for text in texts]
    return found


def _key(one: Found) -> str:
    """What the text is looked up by: of a plural, the singular."""
    return one.text if isinstance(one.text, str) else one.text[0]


def catalogue_file(language: str) -> Path:
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> Catalog:
    """The catalogue of a language, empty when there is none yet."""
    file = catalogue_file(language)
    if not file.exists():
        return Catalog(locale=language, project="Pakten", charset="utf-8")
    with file.open("rb") as text:
        return read_po(text, locale=language)


def asked_in(language: str, found: Iterable[Found]) -> list[Found]:
    """The texts that must be there in a language: those of the places where it is read."""
    places = _PLACES.get(language, re.compile(_NEWCOMER))
    return [one for one in found if places.search(one.place)]


def missing(language: str, found: Iterable[Found]) -> list[Found]:
    """The texts that must be there in a language, and are not."""
    catalogue = read_catalogue(language)
    gaps = []
    for one in asked_in(language, found):
        entry = catalogue.get(_key(one))
        words = entry.string if entry else ""
        if not (all(words) if isinstance(words, tuple | list) else words):
            gaps.append(one)
    return gaps


def renew(language: str, found: Iterable[Found], new: dict[str, str | tuple[str, ...]]) -> None:
    """Write the catalogue anew: gone texts leave, `new` ones come. A text without words is left out."""
    old = read_catalogue(language)
    fresh = Catalog(locale=language, project="Pakten", charset="utf-8")
    for one in sorted(found, key=_key):
        before = old.get(_key(one))
        words = new.get(_key(one)) or (before.string if before else "")
        if not words or not any(words):
            continue
        if isinstance(one.text, tuple) and isinstance(words, str):
            words = (words,) * fresh.num_plurals
        flags = ["python-format"] if "%(" in _key(one) else []
        fresh.add(one.text, words, flags=flags)
    file = catalogue_file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        write_po(target, fresh, width=100, no_location=True, omit_header=False, sort_output=True)
