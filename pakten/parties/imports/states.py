"""What a file's columns can be, how a row stands, and the life of an import."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Verb


class Column(models.TextChoices):
    """What a column of a file can hold. The order is that of the template and of forms."""

    NUMBER = "number", _("Organisation number")
    NAME = "name", _("Name")
    KIND = "kind", _("Kind")
    SECTOR = "sector", _("Sector")
    EMPLOYEES = "employees", _("Employees")
    DISTRICT = "district", _("District")
    LEVEL = "level", _("Level of engagement")
    WEBSITE = "website", _("Website")
    ABOUT = "about", _("About them")
    PARENT = "parent", _("Belongs to (organisation number)")
    CONTACT_NAME = "contact_name", _("Contact")
    CONTACT_TITLE = "contact_title", _("Contact's title")
    CONTACT_EMAIL = "contact_email", _("Contact's e-mail")
    CONTACT_PHONE = "contact_phone", _("Contact's phone")


CONTACT_COLUMNS = (
    Column.CONTACT_NAME,
    Column.CONTACT_TITLE,
    Column.CONTACT_EMAIL,
    Column.CONTACT_PHONE,
)


class RowState(models.TextChoices):
    """How a row of the file stands to the register."""

    NEW = "new", _("New member")
    CHANGES = "changes", _("Updated")
    SAME = "same", _("Same as before")
    DOUBTFUL = "doubtful", _("Needs your choice")
    FAULTY = "faulty", _("Needs mending")
    SKIPPED = "skipped", _("Left out")


GOES_IN = (RowState.NEW, RowState.CHANGES)
WAITS = (RowState.DOUBTFUL, RowState.FAULTY)


class BatchState(models.TextChoices):
    """The life of an import."""

    STAGED = "staged", _("Not imported yet")
    RUNNING = "running", _("Under way")
    STOPPED = "stopped", _("Stopped")
    DONE = "done", _("Imported")
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")


# target state -> (allowed origins, verb)
BATCHES: dict[BatchState, tuple[frozenset[BatchState], Verb]] = {
    BatchState.RUNNING: (
        frozenset({BatchState.STAGED, BatchState.STOPPED, BatchState.DONE}),
        Verb.CARRY_OUT_IMPORT,
    ),
    BatchState.STOPPED: (frozenset({BatchState.RUNNING}), Verb.STOP_IMPORT),
    BatchState.DONE: (frozenset({BatchState.RUNNING}), Verb.CARRY_OUT_IMPORT),
    BatchState.UNDOING: (
        frozenset({BatchState.DONE, BatchState.STOPPED}),
        Verb.TAKE_BACK_IMPORT,
    ),
    BatchState.UNDONE: (frozenset({BatchState.UNDOING}), Verb.TAKE_BACK_IMPORT),
}
AT_WORK = (BatchState.RUNNING, BatchState.UNDOING)


class Field(models.TextChoices):
    """What can be changed for many at once."""

    RESPONSIBLE = "responsible", _("Responsible")
    LEVEL = "level", _("Level of engagement")
    DISTRICT = "district", _("District")
    CONTACTED = "contacted_on", _("Latest contact")
