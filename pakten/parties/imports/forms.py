"""Forms of imports: the file, what its columns are, and a row to mend."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pakten.parties.imports.actions import RowMend
from pakten.parties.imports.models import Import
from pakten.parties.imports.states import Column

PACT = "pact"  # the side of a difference that the register has
ENDINGS = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm")


class FileForm(forms.Form):
    """A file from a spreadsheet."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("Excel (XLSX) or CSV, at most 20 000 rows and 20 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.LARGEST_UPLOAD:
            raise forms.ValidationError(_("The file is larger than 20 MB: divide it."))
        if not str(file.name).casefold().endswith(ENDINGS):
            raise forms.ValidationError(_("Choose a file whose name ends in .xlsx or .csv."))
        return file


class ColumnsForm(forms.Form):
    """What each column of a file is."""

    def __init__(self, batch: Import, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [("", _("leave out")), *Column.choices]
        for at, heading in enumerate(batch.headings):
            chosen = batch.columns[at] if at < len(batch.columns) else ""
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=heading or _("Column %(n)d, without a heading") % {"n": at + 1},
                choices=options, required=False, initial=chosen,
            )  # fmt: skip

    def columns(self) -> list[str]:
        """In the order of the file."""
        return [self.cleaned_data[name] for name in self.fields]


class RowForm(forms.Form):
    """What is sent for a row: any of its cells, a choice, and which side of each difference holds."""

    choice = forms.CharField(required=False, max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in Column:
            self.fields[column.value] = forms.CharField(
                label=column.label, required=False, max_length=4000
            )

    def mend(self) -> RowMend:
        """What was sent; a cell that was not on the page is not touched."""
        sent = {c.value: self.cleaned_data[c.value] for c in Column if c.value in self.data}
        sides = {c.value: self.data.get(f"side_{c.value}") for c in Column}
        kept = [column for column, side in sides.items() if side == PACT]
        return RowMend(sent, self.cleaned_data["choice"], kept if any(sides.values()) else None)
