"""The questions that every pact begins with: `data/questions.json`."""

import json
from pathlib import Path
from typing import Any

from pakten.base.ui.text import LocalText
from pakten.oversight.surveys.models import Question
from pakten.parties.pacts.models import Pact

_FILE = Path(__file__).parent / "data" / "questions.json"


def starter_questions(pact: Pact) -> list[Question]:
    """Fill an empty bank. What a machine translated is marked until somebody has looked it through."""
    if Question.objects.filter(pact=pact).exists():
        return []
    content: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return Question.objects.bulk_create(
        _question(pact, row, content) for row in content["questions"]
    )


def _question(pact: Pact, row: dict[str, Any], content: dict[str, Any]) -> Question:
    ends = content["ends"].get(row.get("ends"), {})
    options = [*ends.items(), *row.get("options", [])]
    return Question(
        pact=pact, code=row["code"], asked=row["asked"], topic=row["topic"], kind=row["kind"],
        text=LocalText(row["text"]),
        options=[{"code": code, "text": _in(text, row["text"])} for code, text in options],
        machine=[lang for lang in content["machine"] if lang in row["text"]],
    )  # fmt: skip


def _in(text: dict[str, str], languages: dict[str, str]) -> dict[str, str]:
    """A shared choice in the languages the question itself has."""
    return {lang: words for lang, words in text.items() if lang in languages}


def yes_and_no() -> list[dict[str, Any]]:
    """The two choices of a yes or no question, in every language."""
    content: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return [{"code": code, "text": text} for code, text in content["ends"]["yes_no"].items()]
