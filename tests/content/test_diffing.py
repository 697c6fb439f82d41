"""What is different between two documents, in meaning and in words."""

import shutil

import pytest

from roeland.content import shipped
from roeland.content.diffing import Difference, DifferentKinds, How, differences, narrowed
from roeland.content.loader import load

LEARNED, REASONED = {"is": {"technique.learned": True}}, {"is": {"technique.reasoning": True}}
AUTOMATIC, CHECKED = {"is": {"human": "automatic"}}, {"is": {"human": "checks"}}


@pytest.fixture
def changed(tmp_path):
    """A shipped document with changes: (text, other text) pairs per file, as a next version."""

    def change(name, **changes):
        folder = tmp_path / name / "v99"
        shutil.copytree(shipped.DOCUMENTS / name / f"v{max(shipped.versions(name))}", folder)
        for file, pairs in changes.items():
            path = folder / f"{file.replace('_', '.')}.yaml"
            text = path.read_text(encoding="utf-8")
            for old, new in pairs:
                assert old in text
                text = text.replace(old, new, 1)
            path.write_text(text, encoding="utf-8")
        return differences(shipped.document(name), load(folder))

    return change


@pytest.mark.parametrize("ref", shipped.references())
def test_a_document_does_not_differ_from_itself(ref):
    assert not differences(shipped.resolve(ref), shipped.resolve(ref))


def test_documents_of_two_kinds_are_not_compared():
    with pytest.raises(DifferentKinds, match=r"intake@1 is of the kind questionnaire, roles@1 of the kind roles"):
        differences(shipped.document("intake", 1), shipped.document("roles", 1))


def test_a_question_that_changed_is_named_with_what_changed(changed):
    found = changed("intake", meaning=[("options: [told, not_told, obvious]", "options: [not_told, told, obvious]")])
    order = Difference(
        "questions informed options", How.ORDER, ["told", "not_told", "obvious"], ["not_told", "told", "obvious"]
    )
    assert found.meaning == (order,)


def test_a_question_in_another_section_has_moved_and_is_not_new(changed):
    section, origin = "  - code: data\n    questions:\n", "      - code: origin\n"
    found = changed("intake", meaning=[(section, ""), (origin, section + origin)])
    assert found.meaning == (Difference("questions origin section", How.CHANGED, "use", "data"),)


def test_a_new_option_is_new_in_the_meaning_and_in_every_language(changed):
    label = ("texts:\n", "texts:\n  informed.later: Later\n")
    found = changed("intake", meaning=[("[told, not_told", "[told, later, not_told")], text_nl=[label], text_en=[label])
    assert found.meaning == (Difference("questions informed options", How.ADDED, after="later"),)
    for language in ("nl", "en"):
        assert found.texts[language] == (Difference("texts informed.later", How.ADDED, after={"label": "Later"}),)


def test_better_words_change_no_meaning(changed):
    found = changed("roles", text_nl=[("revision: 1", "revision: 2")])
    assert (found.meaning, found.texts["en"]) == ((), ())
    assert found.texts["nl"] == (Difference("revision", How.CHANGED, 1, 2),)


def test_another_date_of_the_law_is_named(changed):
    found = changed("law-dates", meaning=[("status: disputed", "status: settled")])
    [one] = found.meaning
    assert one.place.startswith("dates ")
    assert (one.place.split()[-1], one.before, one.after) == ("status", "disputed", "settled")


def test_a_rule_that_weighs_heavier_is_named(changed):
    found = changed("classification", meaning=[("before: full", "before: standard")])
    assert [(each.place, each.before, each.after) for each in found.meaning] == [
        ("rules prohibited-ba before", "full", "standard")
    ]


def test_a_definition_shows_at_the_rules_that_use_it(changed):
    found = changed("classification", meaning=[("{technique.reasoning: true}", "{technique.reasoning: false}")])
    places = {each.place for each in found.meaning}
    assert "rules ai-system when" in places
    assert not [place for place in places if place.startswith("definitions")]
    smallest = {str(narrowed(each.before, each.after)) for each in found.meaning}
    assert smallest == {str(({"is": {"technique.reasoning": True}}, {"is": {"technique.reasoning": False}}))}


def test_a_gate_of_one_route_is_told_apart(changed):
    found = changed("governance", meaning=[("answer_within: ", "answer_within: 9")])
    [one] = found.meaning
    assert one.place.split()[0] == "gates"
    assert "/" in one.place
    assert one.place.endswith("answer_within")


@pytest.mark.parametrize(
    ("before", "after", "smallest"),
    [
        ({"all": [LEARNED, AUTOMATIC]}, {"all": [LEARNED, CHECKED]}, (AUTOMATIC, CHECKED)),
        ({"not": {"any": [LEARNED, AUTOMATIC]}}, {"not": {"any": [LEARNED, CHECKED]}}, (AUTOMATIC, CHECKED)),
        (
            {"at_least": {"count": 1, "of": [LEARNED, AUTOMATIC]}},
            {"at_least": {"count": 1, "of": [LEARNED, CHECKED]}},
            (AUTOMATIC, CHECKED),
        ),
    ],
)
def test_of_two_conditions_the_part_that_differs_is_found(before, after, smallest):
    assert narrowed(before, after) == smallest


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"all": [LEARNED]}, {"any": [LEARNED]}),
        ({"all": [LEARNED]}, {"all": [LEARNED, CHECKED]}),
        ({"all": [LEARNED, AUTOMATIC]}, {"all": [REASONED, CHECKED]}),
        ({"all": [LEARNED, AUTOMATIC]}, {"all": [AUTOMATIC, LEARNED]}),
        ({"at_least": {"count": 1, "of": [LEARNED]}}, {"at_least": {"count": 2, "of": [CHECKED]}}),
        ({"at_least": {"people": 1}}, {"at_least": {"people": 2}}),
        (None, LEARNED),
        ("light", "full"),
    ],
)
def test_what_differs_in_more_than_one_part_is_shown_whole(before, after):
    assert narrowed(before, after) == (before, after)
