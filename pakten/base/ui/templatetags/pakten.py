"""Tags and filters every page may use: `{% load pakten %}`."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.http import QueryDict
from django.template.defaultfilters import date as django_date
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from pakten.base.ui.icons import CORE, MIRRORED, MORE
from pakten.base.ui.languages import EVERY, IN_PUBLIC, MACHINE_MADE, Language
from pakten.base.ui.text import LocalText, ltr
from pakten.base.ui.tokens import make_token

register = template.Library()

NBSP = "\u00a0"
MINUS = "\u2212"


@register.simple_tag(takes_context=True)
def once_token(context: template.Context) -> SafeString:
    """A hidden field that names this showing of a form and who opened it, signed.

    A double click acts once, and a form sent after the session ended is given back to its owner.
    """
    actor = getattr(context.get("request"), "actor", None)
    token = make_token(actor.account_id if actor else None)
    return format_html('<input type="hidden" name="_once" value="{}">', token)


@register.simple_tag(takes_context=True)
def url_with(context: template.Context, **changes: Any) -> str:
    """The current query string with some values changed, for links that filter, sort and page.

    `{% url_with sort="-name" %}` gives `?status=active&sort=-name`. None or "" takes a value
    away. The page number goes too, unless it is what changes.
    """
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    if "page" not in changes:
        query.pop("page", None)
    query.pop("format", None)
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def export_url(context: template.Context, kind: str) -> str:
    """The same list, with its search and filters, as a file."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query.pop("page", None)
    query["format"] = kind
    return "?" + query.urlencode()


@register.filter
def thousands(value: float | Decimal | str | None) -> str:
    """1134 as "1 134" with spaces that do not break, decimals with a comma; nothing as a dash.

    Text is left as it is, so that a figure can be "78 %" or "fewer than 5".
    """
    if value is None:
        return "–"
    if isinstance(value, str) and value.isdigit():
        value = int(value)
    if not isinstance(value, (int, float, Decimal)):
        return str(value)
    text = f"{value:,}".replace(",", NBSP).replace(".", ",")
    return text.replace("-", MINUS)


@register.filter
def percent(share: float | Decimal | None, decimals: int = 0) -> str:
    """A share as a percentage: 0.784 as "78 %"; nothing as a dash."""
    if share is None:
        return "–"
    number = f"{float(share) * 100:.{decimals}f}".replace(".", ",").replace("-", MINUS)
    return f"{number}{NBSP}%"


@register.filter
def isodate(value: date | datetime | str | None) -> str | SafeString:
    """A date as `<time>` reading 2026-11-20, in the local time zone, never broken over lines.

    Text is left as it is.
    """
    if not isinstance(value, date):
        return "–" if value is None else value
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
        value = value.date()
    return format_html('<time class="p-date" datetime="{0}">{0}</time>', value.isoformat())


@register.filter(name="date", expects_localtime=True)
def date_in_line(value: date | datetime | None, shape: str | None = None) -> str:
    """Django's `date`, kept in one direction: without it 2026-11-20 reads 20-11-2026 in Arabic."""
    return ltr(django_date(value, shape))


@register.filter(name="ltr")
def left_to_right(value: object) -> str:
    """A phone number or another row of digits, kept in one direction."""
    return ltr(str(value))


@register.filter
def isotime(value: datetime | None) -> str | SafeString:
    """A moment as `<time>` reading 2026-11-20 09.31."""
    if value is None:
        return "–"
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return format_html(
        '<time class="p-date" datetime="{}">{}</time>',
        local.isoformat(timespec="minutes"),
        local.strftime(f"%Y-%m-%d{NBSP}%H.%M"),
    )


@register.filter
def first_word(name: object) -> str:
    """What to greet somebody by: "Sara" of "Sara Lindqvist"."""
    return str(name).split(" ", 1)[0]


@register.filter
def initials(name: object) -> str:
    """Two letters for a name: "Sara Lindqvist" as SL, "Mälarvård" as Mä."""
    words = [word for word in str(name).split() if word[0].isalnum()]
    if not words:
        return ""
    if len(words) == 1:
        return words[0][:2]
    return (words[0][0] + words[1][0]).upper()


@register.filter
def in_lang(text: LocalText | str) -> str | SafeString:
    """A `LocalText` marked with the language it is in when that is not the reader's."""
    if not isinstance(text, LocalText) or not text.is_fallback:
        return str(text)
    return format_html('<span lang="{}" dir="{}">{}</span>', text.lang, text.dir, str(text))


@register.filter
def share_of(value: float | None, whole: float | None) -> str:
    """How much of the whole, "0.0" to "100.0": a number for attributes, the same in any language."""
    if not value or not whole:
        return "0"
    return f"{max(0.0, min(100.0, float(value) / float(whole) * 100)):.1f}"


@register.filter
def tick_of(plan: float | None, whole: float | None) -> str:
    """Where on the bar the plan stands today; nothing when there is no plan or it is all due."""
    share = share_of(plan, whole)
    return "" if share in {"0", "100.0"} else share


@register.filter
def phone_number(text: str) -> str:
    """A telephone number as links want it: "08-508 00 000" as "0850800000"."""
    return "".join(sign for sign in str(text) if sign.isdigit() or sign == "+")


@register.filter
def times(count: int | None) -> range:
    """A range to loop over: `{% for i in 5|times %}`."""
    return range(int(count or 0))


@register.simple_tag(takes_context=True)
def phone_tabs(context: template.Context) -> list[dict[str, Any]]:
    """The five entries of the menu the phone shows below: those marked `tab`, else the first ones."""
    items = [item for group in context.get("menu") or [] for item in group["items"]]
    return ([item for item in items if item.get("tab")] or items)[:5]


@register.simple_tag
def icon_href(name: str) -> str:
    """Where the icon is drawn: the small sprite, the large one; a ring when there is no such icon."""
    if name in CORE:
        return f"{static('ui/icons.svg')}#{name}"
    return f"{static('ui/icons-more.svg')}#{name if name in MORE else 'circle'}"


@register.filter
def mirrored(name: str) -> bool:
    """Whether the icon points along the line of reading and turns in right-to-left."""
    return name in MIRRORED


@register.simple_tag(takes_context=True)
def languages(context: template.Context) -> list[Language]:
    """The languages the page is written in."""
    written_in = getattr(context.get("request"), "written_in", IN_PUBLIC)
    return [each for each in EVERY if each.code in written_in]


@register.simple_tag
def is_machine_made() -> bool:
    """Whether the active language was translated by machine and not read through."""
    return (get_language() or "") in MACHINE_MADE
