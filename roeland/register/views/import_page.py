"""The page of one import: how far it is, what would come of a sheet, and what came of it."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import localize
from django.utils.functional import Promise

from roeland.organisation.middleware import Request
from roeland.register.importing.problems import place_of, text_of
from roeland.register.importing.sheets.fields import FIELDS
from roeland.register.importing.sheets.mapping import from_kept
from roeland.register.likely_form import LikelyForm
from roeland.register.models import ImportRun, Phase


def show(request: Request, run: ImportRun, form: LikelyForm | None = None) -> HttpResponse:
    """Answer with the page, or with its report only when htmx asks; `form` is one that was not good."""
    context = {"run": run, "problems": _lines(run.problems), "remarks": _lines(run.remarks)}
    if run.sheet:
        context |= {"preview": preview_of(run), "likely": form or LikelyForm(likely=run.preview.get("likely", []))}
    part = request.htmx and not request.htmx.history_restore_request
    page = "register/_run.html" if part else "register/import_run.html"
    return render(request, page, context, status=422 if form else 200)


def _lines(kept: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(place_of(one), text_of(one)) for one in kept]


def preview_of(run: ImportRun) -> dict[str, Any]:
    """What the page of a run shows of what would come of a sheet, in the words of the reader."""
    seen = run.preview
    fields = seen.get("fields", [])
    return {
        "headers": [FIELDS[code].label for code in fields if code in FIELDS],
        "rows": [_line(row, fields) for row in seen.get("rows", [])],
        "wrong_rows": seen.get("wrong_rows", 0),
        "count": seen.get("problems", len(run.problems)),
        "stated": _stated(run),
        "left": _left(run),
    }


def _line(row: dict[str, Any], fields: list[str]) -> dict[str, Any]:
    cells = [
        {"label": FIELDS[code].label, "text": _text(code, text), "changed": code in row["changed"]}
        for code, text in zip(fields, row["cells"], strict=True)
        if code in FIELDS
    ]
    return row | {"name": cells[0]["text"] if cells else "", "cells": cells[1:]}


def _text(code: str, text: str) -> str:
    if FIELDS[code].kind == "money" and text:
        return str(localize(Decimal(text)))
    return str(Phase(text).label) if code == "phase" and text in Phase.values else text


def _stated(run: ImportRun) -> list[str | Promise]:
    """The columns that are kept as what the source says."""
    choices = from_kept(run.mapping).choices
    return [FIELDS[choice].label for choice in choices if choice in FIELDS and FIELDS[choice].role.value == "statement"]


def _left(run: ImportRun) -> list[str]:
    """The columns that have no field."""
    pairs = zip(run.sheet.get("columns", ()), from_kept(run.mapping).choices, strict=False)
    return [header for header, choice in pairs if choice == "-keep"]
