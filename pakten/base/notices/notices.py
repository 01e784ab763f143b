"""What stands around a notice in a mail. Plain text: it is read everywhere, and aloud."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.base.notices.links import link_to
from pakten.base.notices.models import Notice
from pakten.base.notices.states import Topic


def wrap(notice: Notice, pact: Any, *, name: str, stop: str) -> str:
    """One notice as a mail: greeting, text, link, sign-off and how to hear less."""
    parts = [
        _("Hello %(name)s,") % {"name": name} if name else _("Hello,"),
        notice.body,
        link_to(pact, notice.path) if notice.path else "",
        sign_off(pact),
        "-- \n" + _how_often(notice, pact, stop),
    ]
    return "\n\n".join(part for part in parts if part)


def digest(notices: Sequence[Notice], pact: Any, *, name: str) -> tuple[str, str]:
    """Subject and text of many notices in one mail, by topic, each with its link."""
    count = ngettext("One notice", "%(n)s notices", len(notices)) % {"n": len(notices)}
    subject = f"{count}, {pact}"
    parts = [
        _("Hello %(name)s,") % {"name": name} if name else _("Hello,"),
        _("This has happened since last time."),
    ]
    for topic in Topic:
        rows = [notice for notice in notices if notice.topic == topic]
        if rows:
            parts.append(f"{topic.label}\n{'=' * len(str(topic.label))}")
            parts += [_entry(notice, pact) for notice in rows]
    choose = _("You choose how often you hear from us:")
    parts += [sign_off(pact), f"-- \n{choose}\n{link_to(pact, settings_path())}"]
    return subject, "\n\n".join(parts)


def _entry(notice: Notice, pact: Any) -> str:
    lines = [f"* {notice.subject}", *notice.body.splitlines()]
    if notice.path:
        lines.append(link_to(pact, notice.path))
    return "\n  ".join(lines).replace("\n  \n", "\n\n")


def settings_path() -> str:
    """Where the paces are chosen."""
    return reverse("see_account") + "#notices"


def sign_off(pact: Any) -> str:
    """Who writes and where they are reached."""
    lines = [_("With kind regards,"), str(pact), pact.phone, pact.email]
    return "\n".join(line for line in lines if line)


def _how_often(notice: Notice, pact: Any, stop: str) -> str:
    topic = {"topic": str(Topic(notice.topic).label)}
    if notice.account_id:
        choose = _("You choose how often you hear from us:") + "\n"
        return choose + link_to(pact, settings_path())
    if stop:
        less = _("You have given us this address. No more mail about “%(topic)s”:") % topic
        return less + "\n" + stop
    return _("You get this because it needs you. Answer this message if it should go to another.")
