"""What is said of a file, in the reader's language: every sentence that a check can say has words."""

import re

import pytest
from django.utils import translation

from roeland.content.reading import ContentError
from roeland.library import wording
from roeland.library.understanding import Flaw, read
from tests.building.library import DEFINITION

DEEP = '{task: Diep, id: "2.1.1.1.1.1", type: [open_text], repeatable: false}'
for number in ("2.1.1.1.1", "2.1.1.1", "2.1.1", "2.1"):
    DEEP = f'{{task: Laag, id: "{number}", type: [task_group], repeatable: true, tasks: [{DEEP}]}}'
CHANGES = [
    ('id: "1.2"', 'id: "1.1"'),
    ('condition: {id: "1.1"', 'condition: {id: "9.9"'),
    ('condition: {id: "1.1"', 'condition: {id: "1.2"'),
    ("answers('1.2') | count", "answers('1.2' | count"),
    ("answers('1.2') | count", "total('1.2')"),
    ("answers('1.2') | count", "answers('8.8') | count"),
    ("bool(answers('1.1'))", "bool(answers('1.2'))"),
    ("bool(answers('1.1'))", "answers('1.2') == 'adres'"),
    ("answers('1.2') | count", "weightedCountMap(answers('1.2'), ['adres'], [3])"),
    ("action: show}", "action: show, calculation: 1}"),
    ("repeatable: true", "repeatable: true, kleur: rood"),
    ("scores.groepen || 0", "scores.anders || 0"),
    ("type: [open_text]", "type: [select_option]"),
    ('condition: {id: "1.1"', 'condition: {id: "2.1"'),
    ('id: "2.1"', 'id: "1-1"'),
    ('{task: Wat kan er misgaan?, id: "2.1", type: [open_text], repeatable: false}', DEEP),
]


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_what_is_wrong_or_never_works_is_said_in_dutch(old, new):
    text = DEFINITION.replace(old, new).replace("true, kleur: rood", "true\n    kleur: rood")
    flaws = read(text, "x").flaws
    assert flaws
    for flaw in flaws:
        with translation.override("en"):
            english = wording.found(flaw)
        assert wording.found(flaw) not in (flaw.message, english), flaw.message


def test_the_changes_above_show_everything_that_a_check_can_say():
    texts = [DEFINITION.replace(old, new).replace("true, kleur: rood", "true\n    kleur: rood") for old, new in CHANGES]
    said = {flaw.message for text in texts for flaw in read(text, "x").flaws}
    used = {pattern for pattern, _ in wording.FOUND for message in said if re.fullmatch(pattern, message)}
    assert used == {pattern for pattern, _ in wording.FOUND}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (DEFINITION.replace("repeatable: true", "repeatable: soms"), "een ander soort waarde"),
        (DEFINITION.replace("  - task: Begin", "  - tusk: Begin"), "“task” ontbreekt"),
        (DEFINITION.replace("type: [open_text]", "type: [slider]"), "slider"),
        ("name: x\nname: y", "staat hier twee keer"),
        ("1: x", "sleutel"),
        ("a: !!python/object:os.system x", "niet toegestaan"),
        ("a: &b x\nc: *b", "Aliassen"),
        ("- x", "geen vragenlijst"),
        ("[" * 70, "niveaus"),
        ("name: [x", "kan niet worden gelezen"),
        ("a: \x01", "teken"),
    ],
)
def test_why_a_file_cannot_be_read_is_said_in_dutch(text, words):
    with pytest.raises(ContentError) as refused:
        read(text, "x")
    assert words in wording.unreadable(refused.value)
    assert "Regel" in wording.unreadable(refused.value)


def test_what_has_no_words_is_shown_as_it_is():
    assert wording.in_a_line(Flaw("1.1", 0, "is <strange>", True)) == "Bij 1.1: is <strange>"
