"""Sheets written anew in the order of their random ids, so that nothing tells when each was given.

PostgreSQL keeps the number of the transaction that wrote a row, and where on disk it lies. Both say
in which order sheets came, and beside rows that do have a time or a name, whose they may be.
"""

from django.db.models import QuerySet

from pakten.oversight.surveys.models import Answer, Sheet, Survey


def mix_sheets(survey: Survey) -> int:
    """All sheets that nothing ties to a person, in one transaction. The survey is held by the caller."""
    loose: QuerySet[Sheet] = Sheet.objects.filter(survey=survey, tie=None)
    sheets = list(loose.order_by("pk"))
    answers = list(Answer.objects.filter(sheet__in=loose).order_by("pk"))
    Answer.objects.filter(pk__in=[each.pk for each in answers]).delete()
    Sheet.objects.filter(pk__in=[each.pk for each in sheets]).delete()
    Sheet.objects.bulk_create(sheets)
    Answer.objects.bulk_create(answers)
    return len(sheets)
