"""Load a file of job ads as openings of the members they belong to."""

import argparse
from collections import Counter
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils import timezone

from pakten.activities.opportunities.actions.imports import READY, import_ads, stage_ads
from pakten.activities.opportunities.adfile import BrokenAdFile, check_size
from pakten.activities.opportunities.models import ImportBatch
from pakten.base.access import Actor, Verb
from pakten.base.accounts.models import Account
from pakten.base.tenancy.context import pact_context
from pakten.config.actors import build_actor
from pakten.config.commands.chosen import named_pact
from pakten.config.refusal import Refusal
from pakten.parties.pacts.models import Pact, Staff

LEFT_OUT = {
    "known": "already here",
    "unmatched": "of no member",
    "not_active": "of a member without a letter in force",
    "removed": "taken away where they came from",
}


def load(words: argparse.Namespace) -> int:
    """Post what the file holds in the name of the pact's office; all of it or, if refused, nothing."""
    data, pact, now = _read(words.file), named_pact(words.pact), timezone.now()
    try:
        with pact_context(pact.pk, verb=Verb.IMPORT_ADS.value):
            by = _office(pact)
        with pact_context(pact.pk, by.account_id, verb=Verb.IMPORT_ADS.value):
            batch = stage_ads(data, file_name=words.file.name, pact=pact, by=by, at=now)
            fates = Counter(_fate(row) for row in batch.ads)
            picked = [row["id"] for row in batch.ads if _fate(row) == READY]
            if not picked and set(fates) != {"known"}:
                raise Refusal(f"Nothing to post: {_told(fates)}.")
            posted = picked and import_ads(
                ImportBatch.objects.get(pk=batch.pk), picked, by=by, at=now
            )
    except (BrokenAdFile, ValidationError) as problem:
        reasons = getattr(problem, "messages", None) or str(problem).splitlines()
        raise Refusal(f"{words.file}: {' '.join(reasons)}") from problem
    del fates[READY]
    told = f"; left out: {_told(fates)}" if fates else ""
    print(f"{len(posted)} openings posted in the name of {by.name}{told}")
    return 0


def _read(file: Path) -> bytes:
    try:
        check_size(file.stat().st_size)
        return file.read_bytes()
    except OSError as problem:
        raise Refusal(f"{file}: {problem.strerror}") from problem
    except BrokenAdFile as problem:
        raise Refusal(f"{file}: {problem}") from problem


def _office(pact: Pact) -> Actor:
    """The first of the pact's staff who may import ads."""
    staff = Staff.objects.filter(ended_on__isnull=True).order_by("pk").values_list("account_id")
    for (account_id,) in staff:
        actor = build_actor(Account.objects.get(pk=account_id))
        if actor.where(Verb.IMPORT_ADS, "pact"):
            return actor
    raise Refusal(f"Nobody in the office of “{pact.slug}” may import ads; give someone the role.")


def _fate(row: dict[str, object]) -> str:
    """What becomes of a staged ad; one taken away at its source is not posted unseen."""
    warnings = row["warnings"]
    if row["state"] == READY and isinstance(warnings, list) and "removed" in warnings:
        return "removed"
    return str(row["state"])


def _told(fates: Counter[str]) -> str:
    return ", ".join(f"{n} {LEFT_OUT.get(fate, fate)}" for fate, n in sorted(fates.items()))
