"""Every text that is shown, collected from code and templates, and the catalogues kept in step.

The texts in the code are English; `locale/sv` and `locale/ar` hold the translations. Swedish is
complete; Arabic covers what newcomers and visitors meet (`NEWCOMER_PLACES`).
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
LANGUAGES = ("sv", "ar")
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


def catalogue_file(language: str) -> Path:
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> Catalog:
    """The catalogue of a language, empty when there is none yet."""
    file = catalogue_file(language)
    if not file.exists():
        return Catalog(locale=language, project="Pakten", charset="utf-8")
    with file.open("rb") as text:
        return read_po(text, locale=language)


def missing(language: str, found: Iterable[Found]) -> list[Found]:
    """The texts without a translation in a language."""
    catalogue = read_catalogue(language)
    gaps = []
    for one in found:
        key = one.text[0] if isinstance(one.text, tuple) else one.text
        entry = catalogue.get(key)
        words = entry.string if entry else ""
        if not (all(words) if isinstance(words, tuple | list) else words):
            gaps.append(one)
    return gaps


def renew(language: str, found: Iterable[Found], new: dict[str, str | tuple[str, ...]]) -> None:
    """Write the catalogue anew: gone texts leave, new ones come, `new` fills what was empty."""
    old = read_catalogue(language)
    fresh = Catalog(locale=language, project="Pakten", charset="utf-8")
    for one in sorted(found, key=lambda f: f.text if isinstance(f.text, str) else f.text[0]):
        key = one.text[0] if isinstance(one.text, tuple) else one.text
        before = old.get(key)
        words = new.get(key) or (before.string if before else "")
        if isinstance(one.text, tuple) and isinstance(words, str):
            words = (words,) * fresh.num_plurals if words else ("",) * fresh.num_plurals
        flags = ["python-format"] if "%(" in key else []
        fresh.add(one.text, words, flags=flags)
    file = catalogue_file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        write_po(target, fresh, width=100, no_location=True, omit_header=False, sort_output=True)
