"""The annual report as a file: published if it is, else locked, else the figures so far."""

import argparse
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.utils import timezone, translation

from pakten.base.documents.pdf import ARCHIVE, render_pdf
from pakten.base.tenancy.context import pact_context
from pakten.config.commands.chosen import named_pact
from pakten.config.refusal import Refusal
from pakten.oversight.annual.document import preview_pdf, report_pdf
from pakten.oversight.annual.freezing import freeze_members, freeze_pact
from pakten.oversight.annual.memberpaper import TEMPLATE, member_pdf, paper_of
from pakten.oversight.annual.models import AnnualReport, LockedYear
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import Pact

Made = tuple[bytes, str]


def annual(words: argparse.Namespace) -> int:
    """`pakten report annual --year 2025 --output FILE.pdf`."""
    pact, now = named_pact(words.pact), timezone.now()
    this = timezone.localdate(now).year
    if not 2000 <= words.year <= this:
        raise Refusal(f"There is no report on {words.year}: name a year from 2000 to {this}.")
    _check_folder(words.output)
    with pact_context(pact.pk):
        if words.member:
            content, what = _of_member(pact, words.member, words.year, words.lang, now)
        else:
            content, what = _of_pact(pact, words.year, words.lang, now)
    _put(words.output, content)
    print(f"{words.output}: {what}")
    return 0


def _of_pact(pact: Pact, year: int, lang: str, now: datetime) -> Made:
    published = AnnualReport.objects.published().filter(locked__year=year).first()
    if published and (kept := published.files.filter(lang=lang).first()):
        return bytes(
            kept.content
        ), f"the published report on {year}, edition {published.locked.edition}"
    rows = AnnualReport.objects.filter(locked__year=year).select_related("locked", "pact")
    report = published or rows.first()
    if report:
        return report_pdf(
            report, lang
        ), f"the locked figures of {year}, edition {report.locked.edition}"
    today = timezone.localdate(now)
    if year < today.year:
        raise Refusal(f"The figures of {year} are not locked. Lock them first, at /reports/.")
    figures = freeze_pact(pact, year, at=now, today=today)
    return preview_pdf(figures, lang, at=now), f"the figures of {year} so far, not locked"


def _of_member(pact: Pact, number: str, year: int, lang: str, now: datetime) -> Made:
    digits = "".join(sign for sign in number if sign.isdigit())
    house = Organisation.objects.filter(number=digits).first() if len(digits) == 10 else None
    if house is None:
        raise Refusal(f"There is no member with the number “{number}” in “{pact.slug}”.")
    rows = LockedYear.objects.filter(organisation=house, year=year)
    if locked := rows.select_related("organisation", "pact").first():
        return member_pdf(locked, lang), f"{house.name}, the locked figures of {year}"
    today = timezone.localdate(now)
    if year < today.year:
        raise Refusal(
            f"There is no report on {house.name} in {year}. Prepare them at /reports/members/."
        )
    figures = freeze_members(pact, year, [house], at=now, today=today)[house.pk]
    with translation.override(lang):
        data = paper_of(figures, [])
    made = render_pdf(TEMPLATE, data, lang, at=now, standards=ARCHIVE)
    return made, f"{house.name}, the figures of {year} so far, not locked"


def _check_folder(file: Path) -> None:
    if file.is_dir():
        raise Refusal(f"{file} is a folder; name a file.")
    if not file.parent.is_dir():
        raise Refusal(f"{file.parent}: there is no such folder.")


def _put(file: Path, content: bytes) -> None:
    """Whole or not at all: written aside, then moved into place."""
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        aside.write_bytes(content)
        aside.replace(file)
    except OSError as problem:
        raise Refusal(f"{file}: {problem.strerror}") from problem
    finally:
        _away(aside.unlink)


def _away(unlink: Callable[..., None]) -> None:
    try:
        unlink(missing_ok=True)
    except OSError:
        return
