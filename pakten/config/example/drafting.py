"""Drafting together: templates, a revision that both parties write in, and drafts that were sent."""

from datetime import date, datetime, timedelta
from typing import Any

from pakten.agreements.commitments.beginnings import months_after
from pakten.agreements.commitments.content import content_of, hash_of_content, lines_of
from pakten.agreements.commitments.models import (
    Comment,
    Letter,
    LetterLine,
    LetterLook,
    LetterSnapshot,
    LetterTemplate,
    Pledge,
    Signatory,
    TemplateLine,
)
from pakten.agreements.commitments.queries import pledge_text
from pakten.agreements.commitments.states import LetterState, Party, SnapshotKind
from pakten.config.example.world import World, read, text

SIDES = {"coordinator": Party.CITY, "member": Party.MEMBER}


def make_drafting(world: World) -> None:
    """Call when the letters are made and nothing counts them any more."""
    content = read("drafting")
    _make_templates(world, content["templates"])
    letter = _begin(world, content["revision"])
    if letter:
        _write_together(world, letter, content["revision"])
    for row in content["sent"]:
        draft = _letter(world, row["member"], LetterState.DRAFT)
        if draft:
            _share(world, draft, "coordinator", row)
            draft.turn = Party.MEMBER
            draft.save()


def _make_templates(world: World, rows: list[dict[str, Any]]) -> None:
    for position, row in enumerate(rows, 1):
        made = LetterTemplate.objects.create(
            pact=world.pact, position=position, changed_at=world.moment(world.ago(200)),
            changed_by=world.accounts["coordinator"], name=text(row["name"]),
            **{key: row[key] for key in ("kind", "smallest", "largest", "months", "about")},
            background=row["background"],
        )  # fmt: skip
        TemplateLine.objects.bulk_create(
            TemplateLine(
                pact=world.pact, template=made, promised_by=party, position=place,
                measure=world.measures[code], quantity=number, months=months, note=note,
            )
            for place, (party, code, number, months, note) in enumerate(row["lines"], 1)
        )  # fmt: skip


def _letter(world: World, name: str, state: LetterState) -> Letter | None:
    rows = Letter.objects.select_related("organisation", "pact")
    return rows.filter(pact=world.pact, organisation__name=name, state=state).first()


def _begin(world: World, row: dict[str, Any]) -> Letter | None:
    """The next version of a letter in force, with its pledges carried on."""
    old = _letter(world, row["member"], LetterState.ACTIVE)
    if old is None:
        return None
    begun = world.moment(world.ago(17), 14)
    first = (world.today.replace(day=1) + timedelta(days=32)).replace(day=1)
    new = Letter.objects.create(
        pact=world.pact, organisation=old.organisation, version=old.version + 1, replaces=old,
        valid_from=first, valid_to=max(old.valid_to, months_after(first, 18)),
        background=old.background, revision_reason=row["reason"], reason=row["words"],
        turn=Party.CITY, drafted_by=world.accounts["coordinator"], drafted_at=begun,
        changed_at=begun,
    )  # fmt: skip
    signers = [
        Signatory(
            pact=world.pact, letter=new, party=s.party, name=s.name, title=s.title, email=s.email,
            language=s.language, position=s.position,
        )
        for s in old.signatories.all()
    ]  # fmt: skip
    Signatory.objects.bulk_create(signers)
    for line in lines_of(old):
        _put(new, line.pledge, line.position)
    return new


def _put(letter: Letter, old: Pledge, position: int, **changes: Any) -> Pledge:
    names = ("promised_by", "measure", "quantity", "starts_on", "due_on", "note", "responsible")
    values = {name: getattr(old, name) for name in names} | changes
    made = Pledge.objects.create(
        pact=letter.pact, organisation=letter.organisation, origin=old, **values
    )
    LetterLine.objects.create(pact=letter.pact, letter=letter, pledge=made, position=position)
    return made


def _write_together(world: World, letter: Letter, row: dict[str, Any]) -> None:
    first, second = row["shared"]
    kept = _share(world, letter, first["by"], first)
    _look(letter, world.accounts["coordinator"].pk, kept.content, letter.changed_at, kept.at)
    _change(world, letter, row["by_member"])
    letter.changed_at = world.moment(world.today - timedelta(days=second["days_ago"]), 9, 12)
    letter.save()
    sent = _share(world, letter, second["by"], second)
    _look(letter, world.accounts["member"].pk, sent.content, letter.changed_at, sent.at)
    for comment in row["comments"]:
        _comment(world, letter, comment)


def _change(world: World, letter: Letter, row: dict[str, Any]) -> None:
    """What the member has written: more of one thing, one thing out, one thing in."""
    pledges = Pledge.objects.filter(letter_lines__letter=letter, promised_by=Party.MEMBER)
    hires = pledges.filter(measure=world.measures["hires"]).first()
    if hires:
        hires.quantity += row["hires"]
        hires.save()
    gone = list(pledges.filter(measure=world.measures[row["drop"]]).values_list("pk", flat=True))
    LetterLine.objects.filter(letter=letter, pledge__in=gone).delete()
    Pledge.objects.filter(pk__in=gone).delete()
    code, number, note = row["add"]
    position = letter.lines.count() + 1
    made = Pledge.objects.create(
        pact=letter.pact, organisation=letter.organisation, promised_by=Party.MEMBER,
        measure=world.measures[code], quantity=number, note=note, starts_on=letter.valid_from,
        due_on=letter.valid_to, responsible=world.accounts["member"].name,
    )  # fmt: skip
    LetterLine.objects.create(pact=letter.pact, letter=letter, pledge=made, position=position)


def _share(world: World, letter: Letter, who: str, row: dict[str, Any]) -> LetterSnapshot:
    day: date = world.today - timedelta(days=row["days_ago"])
    content = content_of(letter, lines_of(letter))
    return LetterSnapshot.objects.create(
        pact=world.pact, letter=letter, number=letter.snapshots.count() + 1,
        kind=SnapshotKind.SHARED, party=SIDES[who], content=content,
        content_hash=hash_of_content(content), words=row["words"],
        made_by=world.accounts[who], at=world.moment(day, 9, 16),
    )  # fmt: skip


def _look(
    letter: Letter, account: int, content: dict[str, Any], text_of: datetime, at: datetime
) -> None:
    LetterLook.objects.create(
        pact=letter.pact, letter=letter, account_id=account, content=content, text_of=text_of, at=at
    )


def _comment(world: World, letter: Letter, row: dict[str, Any]) -> None:
    pledges = Pledge.objects.filter(letter_lines__letter=letter).select_related("measure")
    code = row["about"]
    pledge = pledges.filter(measure=world.measures[code]).first() if code else None
    if code and pledge is None:
        return

    def write(each: dict[str, Any], answers: Comment | None = None) -> Comment:
        day = world.today - timedelta(days=each["days_ago"])
        return Comment.objects.create(
            pact=world.pact, letter=letter, pledge=pledge, answers=answers,
            about=pledge_text(pledge) if pledge else "", author=world.accounts[each["by"]],
            party=SIDES[each["by"]], is_internal=each.get("internal", False), text=each["text"],
            written_at=world.moment(day, each["hour"], 12),
        )  # fmt: skip

    first = write(row)
    for each in row.get("answers", ()):
        write(each, first)
    if row.get("solved"):
        first.resolved_at, first.resolved_by = world.moment(world.today, 8), first.author
        first.save()
