"""Reading a file of job ads: bytes in, ads out, or one refusal that says where and why.

    ads = read_ads(upload_bytes)            # list[Ad], in the file's order; never empty
    check_size(upload.size)                 # before reading an upload into memory
    to_json(ad), from_json(row)             # in `ads`: for staging in a JSON column

Shapes known: an answer of JobSearch (today's `hits: [...]`, the older `hits: {hits: [...]}`), a
plain list of ads (the ad stream), Platsbanken's source (`testannonser` or `annonser`), one ad.

`BrokenAdFile` is raised for a file that cannot be taken; nothing of it may be stored then:
    .reason   what is wrong, in the reader's language
    .line .column   where, counted from 1; 0 when it is not about a place in the file
    .faults   the ads that are at fault: `AdFault(number, external_id, reason)`, number from 1
    str(...)  all of it in one text, one fault a line

Contacts are dropped: the fields are never read, and e-mail addresses, telephone and personal
numbers in running text are cut out with their sentence (`contacts.py`). Matching the employer to a
member (`Ad.organisation_number`, else `Ad.employer`), terms (`concept_id` is `Concept.jobtech_id`,
`ssyk_code` its code) and repeated imports (`Ad.external_id`) are the caller's.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pakten.activities.opportunities.ads import Ad
from pakten.activities.opportunities.adshapes import FaultyAd, ad_of, id_of

MAX_BYTES = 20 * 1024 * 1024
MAX_FAULTS = 20


@dataclass(frozen=True, slots=True)
class AdFault:
    """An ad that cannot be read: its number in the file from 1, its id if it has one, and why."""

    number: int
    external_id: str
    reason: str

    def __str__(self) -> str:
        about = {"number": self.number, "id": self.external_id or "-", "reason": self.reason}
        return _("Ad %(number)d (id %(id)s): %(reason)s") % about


class BrokenAdFile(Exception):  # noqa: N818 - named for what the reader is told
    """The file cannot be taken, and nothing of it was."""

    def __init__(
        self, reason: str, line: int = 0, column: int = 0, faults: tuple[AdFault, ...] = ()
    ) -> None:
        self.reason, self.line, self.column, self.faults = reason, line, column, faults
        place = _("Line %(line)d, column %(column)d: ") % {"line": line, "column": column}
        shown = [str(fault) for fault in faults[:MAX_FAULTS]]
        super().__init__("\n".join([f"{place if line else ''}{reason}", *shown]))


def check_size(size: int) -> None:
    """Refuse a file by its size in bytes, before anything of it is read."""
    if size > MAX_BYTES:
        about = {"size": -(-size // 1024**2), "most": MAX_BYTES // 1024**2}
        raise BrokenAdFile(
            _("The file is %(size)d MB. We take at most %(most)d MB: divide it.") % about
        )


def read_ads(data: bytes) -> list[Ad]:
    """Every ad of the file, or `BrokenAdFile`: all or nothing."""
    check_size(len(data))
    rows = _rows(_json(_decoded(data)))
    if not rows:
        raise BrokenAdFile(_("There are no ads in the file."))
    ads, faults, seen = [], [], set[str]()
    for number, row in enumerate(rows, start=1):
        try:
            ad = ad_of(row)
            if ad.external_id in seen:
                raise FaultyAd(_("Another ad in the file has the same id."))
        except FaultyAd as fault:
            faults.append(AdFault(number, id_of(row), str(fault)))
        else:
            seen.add(ad.external_id)
            ads.append(ad)
    if faults:
        about = {"faults": len(faults), "ads": len(rows)}
        reason = _("%(faults)d of %(ads)d ads cannot be read. Nothing was loaded.") % about
        raise BrokenAdFile(reason, faults=tuple(faults))
    return ads


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start
        line, column = data.count(b"\n", 0, start) + 1, start - data.rfind(b"\n", 0, start)
        about = {"byte": f"{data[start]:02X}", "position": start + 1}
        reason = _(
            "The file is not written in UTF-8 (byte %(byte)s at position %(position)d). "
            "Open it in a text editor, choose Save as, and choose UTF-8 as the encoding."
        )
        raise BrokenAdFile(reason % about, line, column) from error


def _json(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        reason = _("This is not JSON: %(reason)s.") % {"reason": error.msg}
        raise BrokenAdFile(reason, error.lineno, error.colno) from error
    except (ValueError, RecursionError) as error:
        reason = _("This is not JSON that can be read: a number or a nesting is out of bounds.")
        raise BrokenAdFile(reason) from error


def _no_constant(word: str) -> None:
    raise ValueError(word)


def _rows(content: Any) -> list[Any]:
    """The ads, wherever this shape keeps them."""
    if isinstance(content, list):
        return content
    if isinstance(content, dict):
        hits = content.get("hits")
        if isinstance(hits, dict) and isinstance(hits.get("hits"), list):
            return [hit.get("_source") if isinstance(hit, dict) else hit for hit in hits["hits"]]
        for rows in (hits, content.get("testannonser"), content.get("annonser")):
            if isinstance(rows, list):
                return rows
        if "headline" in content or "annonsrubrik" in content:
            return [content]
    raise BrokenAdFile(
        _("We do not know this shape. We take job ads as JSON from JobSearch or Platsbanken.")
    )
