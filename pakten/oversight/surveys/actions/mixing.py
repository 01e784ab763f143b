"""Sheets written anew in the order of their random ids, so that nothing tells when each was given.

PostgreSQL keeps the number of the transaction that wrote a row, and where on disk it lies. Both say
in which order sheets came, and beside rows that do have a time or a name, whose they may be.
"""

from itertools import chain

from django.db.models import QuerySet

from pakten.oversight.surveys.models import Answer, Sheet, Survey

AMONG = 50  # how many others a new sheet is written anew with, where there are so many


def mix_sheets(survey: Survey) -> int:
    """All sheets that nothing ties to a person, in one transaction. The survey is held by the caller."""
    return _write_anew(_loose(survey))


def mix_in(sheet: Sheet) -> int:
    """A new sheet with others drawn by lot, in the transaction that wrote it: all get its number.

    So the number tells that one of them came then and never which; every sheet is drawn alike.
    """
    others = _loose(sheet.survey).exclude(pk=sheet.pk).order_by("?").values_list("pk", flat=True)
    return _write_anew(_loose(sheet.survey).filter(pk__in=[*chain([sheet.pk], others[:AMONG])]))


def _loose(survey: Survey) -> QuerySet[Sheet]:
    return Sheet.objects.filter(survey=survey, tie=None)


def _write_anew(loose: QuerySet[Sheet]) -> int:
    sheets = list(loose.order_by("pk"))
    answers = list(Answer.objects.filter(sheet__in=sheets).order_by("pk"))
    Answer.objects.filter(pk__in=[each.pk for each in answers]).delete()
    Sheet.objects.filter(pk__in=[each.pk for each in sheets]).delete()
    Sheet.objects.bulk_create(sheets)
    Answer.objects.bulk_create(answers)
    return len(sheets)
