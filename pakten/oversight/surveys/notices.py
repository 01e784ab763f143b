"""The mail with the questions, and the one reminder, in any language the page itself is in."""

from datetime import datetime

from django.urls import reverse

from pakten.base.notices.actions import Reader, tell
from pakten.base.notices.states import Topic
from pakten.base.ui.text import LocalText
from pakten.oversight.surveys.models import Survey
from pakten.oversight.surveys.words import until, words_in


def tell_asked(
    survey: Survey, key: str, reader: Reader, token: str, *, number: int, at: datetime
) -> None:
    """A few questions, behind a link of one's own."""
    _tell(survey, "mail_lead", f"survey:{key}", reader, token, number=number, at=at)


def tell_reminded(
    survey: Survey, key: str, reader: Reader, token: str, *, number: int, at: datetime
) -> None:
    """There is still time."""
    _tell(survey, "remind_lead", f"survey:{key}:again", reader, token, number=number, at=at)


def _tell(
    survey: Survey, lead: str, about: str, reader: Reader, token: str, *, number: int, at: datetime
) -> None:  # fmt: skip
    # the language of the person, which may be one that Pakten itself is not in
    lang = reader.language
    said = words_in(lang)

    def write(_reader: Reader) -> tuple[str, str]:
        private = said["anonymous"] if survey.is_anonymous else said["linked"]
        last = until(lang, survey.closes_on)
        title = LocalText(survey.title).get(lang) or str(survey.title)
        return said["mail_subject"], "\n\n".join(
            [title, said[lead].format(n=number), f"{private} {last}"]
        )

    path = reverse("answer_survey", args=[token])
    path += f"?in={lang}" if lang else ""
    tell([reader], write, topic=Topic.REMINDERS, about=about, path=path, at=at, urgent=True)
