"""What can be wrong with a file or a record, or worth a look, in the words of the reader."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

TEXTS = {
    # The file as a whole.
    "too_large": _("The file is larger than %(value)s MB. Split it into smaller files."),
    "compressed": _("This is a compressed file. Unpack it first, then choose the JSON file inside."),
    "wrong_encoding": _("Line %(value)s is not UTF-8 text. Save the file again as UTF-8."),
    "empty": _("There is no record in the file. Choose a file with at least one application."),
    "broken_json": _("The JSON breaks off or is wrong near line %(value)s. Export the file again: it may be half."),
    "field_twice": _("A record has the field “%(value)s” twice. Keep one of them."),
    "no_records": _("The file holds no list of records. Choose a file in the form of the register, version 1.0."),
    "too_many": _("The file has more than %(value)s records. Split it into smaller files."),
    "gone": _("The file is no longer there. Choose it again."),
    "withdrawn": _("Somebody decided not to import this file."),
    "expired": _("Nobody confirmed this file within %(value)s days, so we threw it away. Choose it again."),
    "old_excel": _("This is an old Excel file (.xls), or one with a password. Save it as .xlsx without a password."),
    "broken_table": _("This file cannot be read to its end. Open it in your spreadsheet, and save it again."),
    "no_table": _("This is no table. Choose a file that is CSV, XLSX or ODS."),
    "no_rows": _("There is no row below the names of the columns. Choose a file with at least one application."),
    "too_many_rows": _("The file has more than %(value)s rows. Split it into smaller files."),
    "too_many_columns": _("The file has more than %(value)s columns. Take out those that you do not need."),
    # One cell of a sheet.
    "no_name_in_row": _("There is no name in this row. Write one, or take the row out."),
    "too_long_cell": _(
        "This text is too long: at most %(value)s characters. Make it shorter, or do not use the column."
    ),
    "not_money": _("“%(value)s” is not an amount. Write it in figures, for example 1250,50."),
    "two_meanings": _("“%(value)s” can mean two amounts. Write 1234 or 1,23."),
    "not_a_number": _("“%(value)s” is not a number of Roeland. It looks like AI-0031."),
    "not_a_choice": _("“%(value)s” is not one of the words that fit here. Write it as in the register."),
    "not_a_link": _("“%(value)s” is no address. Put a bar and then https://… behind the title."),
    "no_unit": _("There is no unit “%(value)s”. Write its name as in Roeland, or let somebody add the unit first."),
    "units_alike": _("More than one unit is called “%(value)s”. Write where it belongs, for example Town / Desk."),
    "no_person": _(
        "Nobody here is called “%(value)s”. Write the e-mail address, or let somebody add the person first."
    ),
    "persons_alike": _("More than one person is called “%(value)s”. Write the e-mail address instead."),
    "no_field_of_use": _("There is no field of use “%(value)s”. Write it as in Roeland."),
    "fields_of_use_alike": _("More than one field of use is called “%(value)s”. Choose one in Roeland afterwards."),
    "no_phase": _("“%(value)s” is not a phase. Write for example Reported, Experiment, In use or Retired."),
    "no_supplier": _("There is no supplier “%(value)s” yet. Correct the name, or allow that new suppliers are made."),
    "no_label": _("There is no label “%(value)s” yet. Correct it, or allow that new labels are made."),
    "duplicate_row": _("Row %(value)s is about the same application. Keep one of them."),
    # One record, one field.
    "not_a_record": _("This is not a record with fields."),
    "missing": _("This field is missing. Without a name nobody can find the application."),
    "wrong_type": _("“%(value)s” is not the kind of value that belongs here. See the form of the register."),
    "too_long": _("This text is too long. At most %(value)s characters fit, tags not counted."),
    "unknown_value": _("“%(value)s” is not one of the values that the form knows."),
    "not_a_month": _("“%(value)s” is not a month. Write year and month, for example 2026-03."),
    "not_a_date": _("“%(value)s” is not a day that exists."),
    "unsafe": _("This text holds program code. Take it out; the form allows only paragraphs and lists."),
    "bad_character": _("This text holds a character that cannot be stored. Type the text again."),
    "duplicate": _("Record %(value)s has the same key. Keep one of them."),
    "two_matches": _("This record fits more than one application in the register: %(value)s. Correct its keys."),
    # Worth a look; it does not stop the import.
    "tags_removed": _("Tags that the form does not know were taken out. The original is kept with the application."),
    "not_an_address": _("“%(value)s” is no address that can be followed. It is kept as text."),
    "no_key": _("This record has no key of its own. It will be known by its name."),
    "edited_here": _("Somebody changed this here, so it was not overwritten. The file says: “%(value)s”."),
    "phase_stays": _("The file says another phase: “%(value)s”. The phase here only changes by a decision."),
    "other_name": _("%(value)s has another name here. Is it really the same application?"),
    "new_number": _("There was no %(value)s here yet. The row becomes a new application with that number."),
    "new_suppliers": _("New suppliers: %(value)s."),
    "new_labels": _("New labels: %(value)s."),
    "row_skipped": _("This row was skipped: it is %(value)s."),
    "not_compared": _("Only the first %(value)s new rows were compared with the register. The others may be here too."),
    "looks_like": _("This row looks like %(value)s. Skip it, or say why it is another one."),
    "status_changed": _("The source now says “%(value)s”. The phase here only changes by a decision."),
}


@dataclass(frozen=True)
class Problem:
    """Something about one field of one record. `record` counts from 1; 0 is the file as a whole."""

    code: str
    record: int = 0
    name: str = ""
    field: str = ""
    value: str = ""
    row: int = 0  # in a sheet, as its program counts
    column: str = ""  # its letter there

    def kept(self) -> dict[str, Any]:
        return asdict(self)


def text_of(kept: dict[str, Any]) -> str:
    """Return the sentence of a kept problem, in the language of the reader."""
    return str(TEXTS[kept["code"]]) % {"value": kept["value"]}


def place_of(kept: dict[str, Any]) -> str:
    """Return where it is: record and field; empty for the file as a whole."""
    if kept.get("row"):
        return _cell(kept)
    if not kept["record"]:
        return ""
    place = gettext("Record %(number)s") % {"number": kept["record"]}
    return ", ".join(part for part in (place, kept["name"], kept["field"]) if part)


def _cell(kept: dict[str, Any]) -> str:
    place = {"row": kept["row"], "column": kept["column"], "field": kept["field"], "name": kept["name"]}
    if kept["column"]:
        return gettext("Row %(row)s, column %(column)s “%(field)s”") % place
    return gettext("Row %(row)s (%(name)s)") % place if kept["name"] else gettext("Row %(row)s") % place


def line_of(kept: dict[str, Any]) -> str:
    """Return place and sentence on one line."""
    place = place_of(kept)
    return f"{place}: {text_of(kept)}" if place else text_of(kept)
