"""An official questionnaire of our own making, in the format of others: with everything that the format can say."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from roeland.content.official.as_instrument import Official, as_instrument
from roeland.content.official.reading import load
from roeland.library import importing
from roeland.library.models import ImportedForm
from roeland.organisation.models import Person
from roeland.rules.expanding import Rows, expanded, row_inside
from roeland.rules.questionnaire import Answer, Kind, Question

NOW = datetime(2026, 11, 28, 10, tzinfo=UTC)


def task(number: str, title: str, *types: str, repeatable: bool = False, **more: Any) -> dict[str, Any]:
    """One task as a file says it."""
    return {"task": title, "id": number, "type": list(types), "repeatable": repeatable, **more}


def options(*values: Any) -> list[dict[str, Any]]:
    return [{"value": value, "label": str(value)} for value in values]


def when(number: str, value: Any, operator: str = "equals", action: str = "show") -> dict[str, Any]:
    return {
        "type": "conditional",
        "condition": {"id": number, "operator": operator, "value": value},
        "action": action,
    }


def options_of(number: str) -> dict[str, Any]:
    return {"type": "source_options", "condition": {"id": number, "operator": "any"}, "action": "options"}


def follows(number: str) -> dict[str, Any]:
    return {
        "type": "instance_mapping",
        "source": {"id": number},
        "mapping_type": "one_to_one",
        "action": "sync_instances",
    }


YES_NO = {"valueType": "boolean", "options": options(True, False)}
FLOWS = {
    "name": "Stromenkaart",
    "urn": "urn:nl:stromen",
    "version": "2.1",
    "description": "Wat er met gegevens <b>gebeurt</b>.<br>Zie <a href='https://voorbeeld.test'>de uitleg</a>.",
    "tasks": [
        task("0", "Aanleiding", "open_text"),
        task("0.1", "Schets", "image"),
        task(
            "1",
            "Gegevens",
            "task_group",
            tasks=[
                task("1.0", "Lees dit", "informational", description="Eerst dit."),
                task("1.1", "Gevoelig?", "radio_option", **YES_NO),
                task(
                    "1.2",
                    "Gegeven",
                    "task_group",
                    repeatable=True,
                    item_name="gegeven",
                    tasks=[
                        task("1.2.1", "Naam", "text_input"),
                        task("1.2.2", "Van wie", "text_input"),
                        task("1.2.3", "Soort", "select_option", options=options("gewoon", "bijzonder", None)),
                        task("1.2.4", "Waarom", "open_text", dependencies=[when("1.2.3", "bijzonder")]),
                    ],
                ),
                task("1.3", "Meer", "open_text", dependencies=[when("1.1", True)]),
            ],
        ),
        task(
            "2",
            "Stromen",
            "task_group",
            tasks=[
                task(
                    "2.1",
                    "Stroom",
                    "task_group",
                    repeatable=True,
                    tasks=[
                        task("2.1.1", "Naam", "text_input"),
                        task("2.1.2", "Gegevens", "checkbox_option", dependencies=[options_of("1.2.1")]),
                        task(
                            "2.1.3", "Eerste van wie", "select_option", options=[], dependencies=[options_of("1.2.2")]
                        ),
                    ],
                ),
            ],
        ),
        task(
            "3",
            "Partijen",
            "task_group",
            tasks=[
                task(
                    "3.1",
                    "Per stroom",
                    "task_group",
                    repeatable=True,
                    dependencies=[follows("2.1.1")],
                    tasks=[
                        task(
                            "3.1.1",
                            "Partij",
                            "task_group",
                            repeatable=True,
                            tasks=[
                                task("3.1.1.1", "Naam", "text_input"),
                                task("3.1.1.2", "Rol", "multiselect_option", options=options("verwerker", "ontvanger")),
                                task(
                                    "3.1.1.3",
                                    "Contract",
                                    "date",
                                    dependencies=[when("3.1.1.2", "'verwerker'", "contains")],
                                ),
                            ],
                        ),
                        task("3.1.2", "Doel", "open_text", repeatable=True),
                    ],
                ),
                task(
                    "3.2",
                    "Hulp",
                    "task_group",
                    tasks=[
                        task(
                            "3.2.1",
                            "Is er hulp?",
                            "radio_option",
                            valueType="boolean|null",
                            options=options(True, False, None),
                        ),
                        task(
                            "3.2.2",
                            "Welke?",
                            "text_input",
                            dependencies=[when("3.2.1", True), when("1.1", False, action="hide")],
                        ),
                    ],
                ),
            ],
        ),
        task(
            "4",
            "Belangen",
            "task_group",
            tasks=[
                task(
                    "4.1",
                    "Per partij",
                    "task_group",
                    repeatable=True,
                    dependencies=[follows("3.1.1.1")],
                    tasks=[
                        task("4.1.1", "Belang", "open_text"),
                    ],
                ),
                task("4.2", "Ergens iets bijzonders?", "open_text", dependencies=[when("1.2.3", "bijzonder")]),
            ],
        ),
    ],
    "assessments": [
        {
            "id": "DPIA",
            "levels": [
                {
                    "level": "required",
                    "expression": "criteria.gevoelig",
                    "result": "Een DPIA is verplicht.",
                    "criteria": [
                        {
                            "id": "gevoelig",
                            "expression": "bool(answers('1.1'))",
                            "explanation": "Het is <b>gevoelig</b>.",
                        }
                    ],
                }
            ],
        }
    ],
}
QUICK = {
    "name": "Voorscan stromen",
    "urn": "urn:nl:voorscan",
    "version": "1.0",
    "description": "Kort.",
    "tasks": [
        task(
            "1",
            "Begin",
            "task_group",
            tasks=[
                task("1.0", "Welke gegevens?", "text_input", references={"stromen": "1.2.1", "anderModel": "3"}),
                task("1.1", "Waarom?", "open_text", references={"STROMEN": [{"id": "0", "type": "one-to-one"}]}),
                task(
                    "1.2",
                    "Gevoelig?",
                    "radio_option",
                    **YES_NO,
                    references={"STROMEN": {"id": "1.1", "type": "pre-fill"}},
                ),
            ],
        )
    ],
}


def made(folder: Path, definition: dict[str, Any] = FLOWS) -> Official:
    """The definition as an instrument, read from a file."""
    file = folder / "form.json"
    file.write_text(json.dumps(definition), encoding="utf-8")
    return as_instrument(load(file)[1], name="form-x", reference="form-x@1", activity="s16", digest="0" * 64)


def in_use(actor: Person, definition: dict[str, Any] = FLOWS) -> ImportedForm:
    """The definition, imported and taken into use."""
    form = importing.import_form(
        actor=actor,
        file_name="form.json",
        content=json.dumps(definition).encode(),
        licence="EUPL-1.2",
        attribution="Bureau Formulieren",
        origin="https://voorbeeld.test/form",
        activity="s16",
    )
    return importing.take_into_use(form=form, actor=actor)


def some_rows(form: Official, each: int = 2) -> dict[str, list[str]]:
    """So many rows of every group that has its own, in every row around it."""
    found: dict[str, list[str]] = {}
    for number, (code, section) in enumerate(form.instrument.groups.items()):
        outer = found[section.repeat.inside] if section.repeat.inside else [""]
        found[code] = [row_inside(row, f"r{number}n{place}") for row in outer for place in range(each)]
    return found


def an_answer(question: Question, number: int) -> Answer:
    """An answer to a question, another one for another number. What is chosen from rows is chosen from these."""
    chosen = question.options[number % len(question.options)] if question.options else None
    if question.kind is Kind.YES_NO:
        return Answer(number % 2 == 0)
    if question.kind is Kind.ONE_OF:
        return Answer(chosen)
    if question.kind is Kind.MANY_OF:
        return Answer(question.options[: 1 + number % 3], complete=True) if chosen else Answer((), complete=True)
    return Answer("2026-11-28" if question.kind is Kind.DATE else f"{question.code}, {number}")


def every_answer(form: Official, rows: Rows) -> dict[str, Answer]:
    """An answer to everything but files."""
    questions = [each for each in expanded(form.instrument, rows).questions() if each.kind is not Kind.FILE]
    return {each.code: an_answer(each, number) for number, each in enumerate(questions)}
