"""A member's own year, as a page, a paper and a picture. What it has not earned is not there."""

from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.agreements.commitments.states import Party
from pakten.base.documents.pdf import ARCHIVE, render_drawing, render_pdf
from pakten.base.ui.text import LocalText
from pakten.oversight.annual.contents import amount
from pakten.oversight.annual.models import LockedYear
from pakten.oversight.annual.queries import facts_of, names_for
from pakten.oversight.annual.rules import earned_words, lacking
from pakten.oversight.annual.states import Fate

HERE = Path(__file__).parent
TEMPLATE, PICTURE = HERE / "member.typ", HERE / "picture.typ"
TONES = {Fate.ON_TIME: "ok", Fate.LATE: "ok", Fate.PARTLY: "warning", Fate.NOT_KEPT: "warning"}


def member_page(locked: LockedYear) -> dict[str, Any]:
    """Everything the page shows of one year."""
    figures = locked.figures
    rows = [_row(each, figures["smallest"]) for each in figures["promises"]]
    return {
        "figures": figures,
        "kept_words": kept_words(figures),
        "ours": [row for row in rows if row["party"] == Party.MEMBER],
        "theirs": [row for row in rows if row["party"] == Party.CITY],
        "deeds": [
            {"name": str(LocalText(d["name"])), "number": amount(d["number"], figures["smallest"])}
            for d in figures["deeds"]
        ],
        **earned_of(locked),
    }


def earned_of(locked: LockedYear) -> dict[str, Any]:
    """The words the member may use today, or what it lacks."""
    facts = facts_of(locked)
    return {
        "earned": earned_words(facts, names_for(locked, str(locked.pact.name))),
        "lacking": lacking(facts),
    }


def kept_words(figures: dict[str, Any]) -> str:
    """“5 of 6 promises kept”."""
    if not figures["due"]:
        return _("No promise of yours had its last day in the year")
    said = ngettext(
        "%(kept)d of %(due)d promise kept", "%(kept)d of %(due)d promises kept", figures["due"]
    )
    return said % {"kept": figures["kept"], "due": figures["due"]}


def _row(each: dict[str, Any], smallest: int) -> dict[str, Any]:
    fate = Fate(each["fate"])
    kept = fate in (Fate.ON_TIME, Fate.LATE)
    done = "" if kept else _("%(done)s of %(quantity)d") % {
        "done": amount(each["done"], smallest), "quantity": each["quantity"],
    }  # fmt: skip
    return {"party": each["party"], "text": str(LocalText(each["text"])), "fate": str(fate.label),
            "tone": TONES[fate], "done": done, "due_on": each["due_on"]}  # fmt: skip


def member_pdf(locked: LockedYear, lang: str) -> bytes:
    """The member's report. The figures are locked; words to use stand in it only while earned."""
    with translation.override(lang):
        data = paper_of(locked.figures, earned_of(locked)["earned"], locked.sha256)
    return render_pdf(TEMPLATE, data, lang, at=locked.locked_at, standards=ARCHIVE)


def paper_of(figures: dict[str, Any], earned: list[str], sha256: str = "") -> dict[str, Any]:
    """The values that `member.typ` sets."""
    member, pact = figures["member"], figures["pact"]
    name, year = str(LocalText(pact["name"])), figures["year"]
    title = _("%(member)s in %(year)d") % {"member": member["name"], "year": year}
    rows = [_row(each, figures["smallest"]) for each in figures["promises"]]
    foot = _("Figures so far, %(day)s") % {"day": figures["so_far"]} if figures["so_far"] else _(
        "The figures were locked %(day)s") % {"day": figures["locked_at"][:10]}  # fmt: skip
    colophon = _(
        "Promises count on the day they should have been kept. Numbers of people below %(n)d are not shown."
    ) % {"n": figures["smallest"]}
    if sha256:
        colophon += " " + _("Fingerprint of the locked figures: %(hash)s.") % {"hash": sha256[:16]}
    if pact["example"]:
        colophon += " " + _("All organisations and figures are invented examples.")
    return {
        "title": f"{title}, {name}", "author": f"{name}, {pact['city']}", "heading": title,
        "pact": f"{name}, {pact['city']}", "kept": kept_words(figures),
        "dots": [r["tone"] == "ok" for r in rows if r["party"] == Party.MEMBER],
        "ours": _cells(rows, Party.MEMBER), "theirs": _cells(rows, Party.CITY),
        "deeds": [[str(LocalText(d["name"])), amount(d["number"], figures["smallest"])] for d in figures["deeds"]],
        "earned": earned, "foot": foot, "colophon": colophon,
        "stamp": _("So far") if figures["so_far"] else "",
        "words": {
            "ours": _("What we promised"), "theirs": _("What the city promised us"),
            "promise": _("Promise"), "due": _("Last day"), "fate": _("What became of it"),
            "deeds": _("What the ledger counts for us in the year"), "measure": _("Measure"),
            "number": _("Number"), "earned": _("Words you may use"),
        },
    }  # fmt: skip


def _cells(rows: list[dict[str, Any]], party: Party) -> list[list[str]]:
    return [
        [r["text"], r["due_on"], f"{r['fate']}, {r['done']}" if r["done"] else r["fate"]]
        for r in rows
        if r["party"] == party
    ]


def picture(locked: LockedYear, lang: str, form: str) -> bytes:
    """The picture as SVG or PNG."""
    figures = locked.figures
    with translation.override(lang):
        data = {
            "member": figures["member"]["name"],
            "kept": kept_words(figures),
            "pact": str(LocalText(figures["pact"]["name"])),
            "year": str(locked.year),
            "dots": [True] * figures["kept"] + [False] * (figures["due"] - figures["kept"]),
            "example": _("Example") if figures["pact"]["example"] else "",
        }
    return render_drawing(PICTURE, data, lang, form=form)
