"""A questionnaire as plain data: nothing of it is left out."""

import json

import pytest

from roeland.content import shipped
from roeland.content.conditions import condition
from roeland.content.loader import LANGUAGES, load
from roeland.content.outlining import EMPLOYEE, described, outline
from roeland.rules.questionnaire import Questionnaire
from tests.content.test_loader import TEXT

MEANING = """\
kind: questionnaire
given: {land: [north, south]}
sections:
  - code: data
    questions:
      - {code: personal, kind: yes_no, knows: lawyer}
      - {code: kinds, kind: number, minimum: 1, maximum: 9, show_when: {is: {personal: true}}, when_hidden: 1}
  - code: more
    role: lawyer
    questions:
      - {code: remark, kind: text, max_length: 80, sources: [{law: ai-act, article: "5(1)"}]}
"""


@pytest.fixture
def form(tmp_path):
    folder = tmp_path / "form" / "v3"
    folder.mkdir(parents=True)
    text = TEXT.replace("  kinds.contact: Contact\n  kinds.health: Health\n", "  more: More\n  remark: Remark\n")
    for name, content in (("meaning", MEANING), ("text.nl", text), ("text.en", text)):
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return load(folder)


def test_every_question_says_who_answers_it_when_and_how_far(form):
    personal, kinds, remark = outline(form.meaning)["questions"]
    assert (personal["section"], personal["role"], personal["who_knows"]) == ("data", EMPLOYEE, "lawyer")
    assert (personal["type"], personal["show_when"], personal["when_hidden"]) == ("yes_no", None, None)
    assert (kinds["show_when"], kinds["when_hidden"]) == ({"is": {"personal": True}}, 1)
    assert (kinds["minimum"], kinds["maximum"]) == (1, 9)
    assert (remark["role"], remark["who_knows"], remark["max_length"]) == ("lawyer", "lawyer", 80)
    assert remark["sources"] == [{"law": "ai-act", "article": "5(1)"}]


def test_the_words_stand_beside_the_meaning_in_each_language(form):
    told = described(form)
    assert (told["document"], told["given"]) == ("form@3", {"land": ["north", "south"]})
    assert told["revisions"] == {"nl": 3, "en": 3}
    assert told["questions"][0]["text"]["nl"] == {
        "label": "Personal data?",
        "help": "Think of names.",
        "example": "",
        "why": "",
    }
    [source] = told["questions"][2]["sources"]
    assert source["text"]["nl"].endswith("art. 5(1)")
    assert source["url"].startswith("https://")


@pytest.mark.parametrize("ref", shipped.references_of(Questionnaire))
def test_a_shipped_questionnaire_is_told_whole_and_in_its_order(ref):
    document = shipped.resolve(ref)
    told = json.loads(json.dumps(described(document)))["questions"]
    questions = list(document.meaning.questions())
    assert [each["code"] for each in told] == [question.code for question in questions]
    for each, question in zip(told, questions, strict=True):
        assert [option["code"] for option in each["options"]] == list(question.options)
        assert (condition(each["show_when"]) if each["show_when"] else None) == question.show_when
        assert each["who_knows"] == document.meaning.who_knows(question.code)
        assert all(each["text"][language]["label"] for language in LANGUAGES)
        assert all(option["text"][language]["label"] for option in each["options"] for language in LANGUAGES)


def test_no_role_is_called_like_the_employee():
    assert EMPLOYEE not in shipped.document("roles").meaning.by_code
