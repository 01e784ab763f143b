"""Everything that changes an import, and changes to many at once."""

from pakten.parties.imports.actions.bulk import (
    BULK_FIELDS,
    Plan,
    change_organisations,
    plan_change,
    take_back_change,
)
from pakten.parties.imports.actions.mending import RowMend, mend_row
from pakten.parties.imports.actions.running import carry_out_import, stop_import, take_back_import
from pakten.parties.imports.actions.staging import (
    check_again,
    discard_import,
    map_columns,
    stage_import,
)
from pakten.parties.imports.actions.writing import Letterhead, plan_writing, write_to_contacts

__all__ = [
    "BULK_FIELDS",
    "Letterhead",
    "Plan",
    "RowMend",
    "carry_out_import",
    "change_organisations",
    "check_again",
    "discard_import",
    "map_columns",
    "mend_row",
    "plan_change",
    "plan_writing",
    "stage_import",
    "stop_import",
    "take_back_change",
    "take_back_import",
    "write_to_contacts",
]
