"""The gallery: every component in its states, for those who build and for those who test."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pakten.base.ui import samples
from pakten.base.ui.icons import CORE, MORE

SHELLS = ("work", "public", "member", "person", "plain")


def gallery(request: HttpRequest) -> HttpResponse:
    """Components with invented content, in the shell that `?shell=` names."""
    shell = request.GET.get("shell", SHELLS[0])
    context = {
        "shell": f"base/{shell if shell in SHELLS else SHELLS[0]}.html",
        "shells": SHELLS,
        "menu": samples.menu(),
        "listing": samples.listing(request.GET),
        "form": samples.SampleForm(),
        "refused": samples.SampleForm(
            {"r-name": "Klarasjö Hotell", "r-number": "556036"}, prefix="r"
        ),
        "stages": samples.stages(),
        "kept": [True, True, False, True, True, True, False, True],
        "today": timezone.localdate(),
        "icons": sorted([*CORE, *MORE]),
    }
    return render(request, "ui/gallery.html", context)


# Open to all, in the words of `access`, which lies beside this package and is not imported.
gallery.needs = ()  # type: ignore[attr-defined]
