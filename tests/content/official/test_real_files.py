"""The official DPIA and pre-scan: read whole, and the rules of the pre-scan on sheets that were worked out by hand."""

import itertools
import json
import os
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from roeland.content.official import bringing, output
from roeland.content.official.as_instrument import as_instrument, shown_always
from roeland.content.official.checking import remarks
from roeland.content.official.reading import load
from roeland.content.reading import Written
from roeland.rules.official import Definition, outcomes, scores
from tests.building.official import NOW, every_answer, some_rows

FOLDER = Path(os.environ.get("ROELAND_REAL_DATA", "../shared/data")) / "invulhulpen"
pytestmark = pytest.mark.real_data

# How each sheet is filled in: a word stands for a task and its answer, a number for how many options, or which one.
WORDS = {
    "law": ("0.1", True),
    "many": ("1.5.1", True),
    "out": ("2.1.1", True),
    "support-leaves": ("2.1.8", True),
    "ai-high": ("6.1.2", True),
    "ai-impact": ("6.1.3", True),
    "service": ("7.1.1", True),
    "minors": ("7.1.2", True),
    "shown": ("7.1.3", True),
}
SEVERAL = {"ap": "3.1", "edpb": "4.1", "subjects": "1.4.1"}
SEVERAL_AFTER = {
    "ordinary": ("1.1.1", "1.1.2"),
    "special": ("1.2.1", "1.2.2"),
    "sensitive": ("1.3.1", "1.3.2"),
    "base": ("5.1.1", "5.1.2"),
}
WHICH = {"often": "1.5.3", "kept": "1.5.4", "where": "2.1.3", "support": "2.1.4", "mechanism": "2.1.6"}

# The sum of the scores and the outcomes DPIA, DTIA, KIA, IAMA (R required, r recommended), by hand from the text.
SHEETS = [
    ("", 0, "----"),
    ("law", 0, "R---"),
    ("ap=1", 0, "R---"),
    ("edpb=1", 0, "r---"),
    ("edpb=2", 0, "R---"),
    ("edpb=1 ap=1", 0, "R---"),
    ("ordinary=5", 0, "----"),
    ("ordinary=6", 1, "----"),
    ("ordinary=9", 1, "----"),
    ("special=1", 1, "----"),
    ("special=6", 1, "----"),
    ("special=7", 2, "----"),
    ("sensitive=6", 1, "----"),
    ("sensitive=7", 2, "----"),
    ("many", 1, "----"),
    ("often=0", 1, "----"),
    ("often=2", 1, "----"),
    ("often=3", 0, "----"),
    ("kept=0", 1, "----"),
    ("kept=1", 1, "----"),
    ("kept=2", 0, "----"),
    ("out", 1, "----"),
    ("out support-leaves", 2, "----"),
    ("out where=2 mechanism=1", 1, "-R--"),
    ("out support=1 mechanism=7", 1, "-R--"),
    ("out where=2 mechanism=0", 1, "----"),
    ("out where=0 mechanism=1", 1, "----"),
    ("where=2 mechanism=1", 0, "----"),
    ("base=3", 0, "----"),  # its weights name no option, so they never count
    ("base=10", 0, "----"),
    ("subjects=5", 0, "----"),  # the same
    ("service", 0, "----"),  # its score stands where the format does not look
    ("service minors", 0, "--r-"),
    ("service shown", 0, "----"),
    ("minors", 0, "----"),
    ("ai-high", 0, "---r"),
    ("ai-impact", 0, "---r"),
    ("ai-high ai-impact law", 0, "R--r"),
    ("ordinary=6 special=1 sensitive=1 many", 4, "----"),
    ("ordinary=6 special=1 sensitive=1 many often=0", 5, "R---"),
    ("special=7 sensitive=7 many kept=1 edpb=1", 6, "R---"),
    ("special=7 out support-leaves edpb=1", 4, "r---"),
]
LETTERS = {"required": "R", "recommended": "r", "": "-"}
ADDED = {
    "gewone_persoonsgegeven": "1.1.1",
    "bijzonder_persoonsgegeven": "1.2.1",
    "gevoelig_persoonsgegeven": "1.3.1",
    "betrokkenen": "",
    "aantal_betrokkenen": "",
    "frequentie_verwerking": "",
    "bewaartermijn": "",
    "internationale_doorgifte": "2.1.1",
    "basisregistratie": "5.1.1",
    "digitaledienst_minderjarig": "7.1.1",
}
"""The scores in the sum, each with the yes that it needs."""


def sheet(definition, words):
    options = {task.id: [option.value for option in task.options] for task in definition.every_task()}
    told = {}
    for word in words.split():
        name, _, number = word.partition("=")
        if name in WORDS:
            told[WORDS[name][0]] = WORDS[name][1]
        elif name in WHICH:
            told[WHICH[name]] = options[WHICH[name]][int(number)]
        else:
            yes, task = SEVERAL_AFTER.get(name, ("", SEVERAL.get(name, "")))
            told |= {yes: True} if yes else {}
            told[task] = options[task][: int(number)]
    return told


@cache
def loaded(name: str) -> tuple[Written, Definition]:
    return load(FOLDER / f"{name}.yaml")


def definition(name: str) -> Definition:
    return loaded(name)[1]


@pytest.mark.parametrize(("name", "tasks"), [("dpia", 210), ("prescan", 57)])
def test_they_are_read_whole_and_nothing_in_them_is_wrong(name, tasks):
    assert len(list(definition(name).every_task())) == tasks
    written, read = loaded(name)
    assert [one for one in remarks(read, written.data) if one.wrong] == []


@pytest.mark.parametrize(("words", "total", "expected"), SHEETS)
def test_the_rules_of_the_pre_scan_say_what_its_text_says(words, total, expected):
    prescan = definition("prescan")
    told = sheet(prescan, words)
    found = scores(prescan, told)
    assert sum(found.get(key, 0) for key, yes in ADDED.items() if not yes or told.get(yes)) == total
    levels = {one.assessment: LETTERS[one.level] for one in outcomes(prescan, told)}
    assert "".join(levels[name] for name in ("DPIA", "DTIA", "KIA", "IAMA")) == expected


def test_its_known_faults_are_reported_and_not_copied_silently():
    written, prescan = loaded("prescan")
    found = {(one.task, one.message) for one in remarks(prescan, written.data)}
    assert ("2.1.8", "reads the answer to '0.4.1', and there is no such task: it is never there") in found
    told = " ".join(f"{task} {message}" for task, message in found)
    for words in (
        "1.4.1 weighs answers",
        "5.1.2 weighs answers",
        "3.1 gives a score 'ap' that no rule",
        "7.1.3 holds 'calculation' inside",
    ):
        assert words in told


@pytest.mark.parametrize("name", ["dpia", "prescan"])
def test_what_is_filled_in_is_a_file_of_the_format_and_comes_back_the_same(name):
    form = as_instrument(definition(name), name="form-x", reference="form-x@1", activity="dpia", digest="")
    assert list(shown_always(form.definition, form)) == []
    rows = some_rows(form)
    answers = every_answer(form, rows)
    file = output.write(form, output.Sheet(answers, dict.fromkeys(answers, NOW), rows), NOW)
    schema = json.loads((FOLDER / "assessment-output.v2.schema.json").read_bytes())
    jsonschema.validate(file, schema, cls=jsonschema.Draft202012Validator)
    keys = itertools.count()
    found = bringing.read(form, json.loads(json.dumps(file)), lambda: f"b{next(keys)}")
    assert found.left == []
    assert len(found.answers) == len(answers)
    assert output.write(form, output.Sheet(found.answers, dict.fromkeys(found.answers, NOW), found.rows), NOW) == file


def test_of_the_dpia_nothing_is_lost():
    form = as_instrument(definition("dpia"), name="form-x", reference="form-x@1", activity="dpia", digest="")
    asked = {one.id for one in form.definition.every_task() if not {"task_group", "informational"} & set(one.type)}
    assert set(form.task_of.values()) == asked
    assert len(asked) == 152
    groups = form.instrument.groups
    assert groups["s6_1_1"].repeat.inside == "s3_1"  # parties of a processing, in the rows of the processings
    assert groups["s7_1_1"].repeat.inside == "s6_1_1"  # interests of a party, two rows deep
