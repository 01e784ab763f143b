"""Proposed dates of a new letter, and where the sheet goes when it is saved."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import Party
from pakten.base.ui.forms import number_in

YEARS = 2


def draft_dates(current: Letter | None, today: date) -> dict[str, Any]:
    """Proposed dates: after the letter in force, else from the first of next month, two years."""
    begins = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    if current:
        begins = max(current.valid_to + timedelta(days=1), today)
    ends = begins.replace(year=begins.year + YEARS, day=min(begins.day, 28)) - timedelta(days=1)
    return {"valid_from": begins, "valid_to": ends}


def next_step(letter: Letter, then: str) -> HttpResponse:
    """Where the sheet goes after it is saved: "ready", "add-member-3", "edit-12", "pledge-12"."""
    page = reverse("see_letter", args=[letter.pk])
    what, _dash, rest = then.partition("-")
    if what in ("ready", "share"):
        return redirect(f"{what}_letter", letter.pk)
    if what == "comment":
        about = f"?pledge={rest}" if rest.isdecimal() else ""
        return redirect(reverse("comment_letter", args=[letter.pk]) + about)
    if what == "add":
        party, _dash, activity = rest.partition("-")
        query = f"party={Party.CITY if party == Party.CITY else Party.MEMBER}"
        query += f"&activity={activity}" if activity.isdecimal() else ""
        return redirect(f"{reverse('add_pledge', args=[letter.pk])}?{query}")
    if what == "edit" and rest.isdecimal():
        return redirect("edit_pledge", letter.pk, number_in(rest))
    if what == "signer":
        if rest.isdecimal():
            return redirect("edit_signatory", letter.pk, number_in(rest))
        return redirect("add_signatory", letter.pk, rest if rest in Party.values else Party.MEMBER)
    return redirect(f"{page}#pledge-{rest}" if what == "pledge" and rest.isdecimal() else page)
