"""Pages of imports."""

from pakten.parties.imports.views.files import (
    discard_import,
    import_organisations,
    map_columns,
    see_import_template,
)
from pakten.parties.imports.views.rows import check_again, mend_row, see_import_rows
from pakten.parties.imports.views.running import (
    carry_out_import,
    see_register_import,
    stop_import,
    take_back_import,
)

__all__ = [
    "carry_out_import",
    "check_again",
    "discard_import",
    "import_organisations",
    "map_columns",
    "mend_row",
    "see_import_rows",
    "see_import_template",
    "see_register_import",
    "stop_import",
    "take_back_import",
]
