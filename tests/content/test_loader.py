import pytest

from roeland.content.conditions import condition
from roeland.content.loader import ContentError, load
from roeland.rules.logic import AtLeast, CountOf, In, Is, Not

MEANING = """\
kind: questionnaire
sections:
  - code: data
    questions:
      - code: personal
        kind: yes_no
      - code: kinds
        kind: many_of
        options: [contact, health]
        show_when: {is: {personal: true}}
        when_hidden: none
"""
TEXT = """\
revision: 3
texts:
  document: Title
  data: Data
  personal: {label: Personal data?, help: Think of names.}
  kinds: Which?
  kinds.contact: Contact
  kinds.health: Health
"""


@pytest.fixture
def folder(tmp_path):
    def write(meaning=MEANING, nl=TEXT, en=TEXT):
        path = tmp_path / "form" / "v2"
        path.mkdir(parents=True, exist_ok=True)
        for name, text in (("meaning", meaning), ("text.nl", nl), ("text.en", en)):
            (path / f"{name}.yaml").write_text(text.replace("Data?", "Data"), encoding="utf-8")
        return path

    return write


def refused(path):
    with pytest.raises(ContentError) as error:
        load(path)
    return error.value


def test_a_document_knows_its_reference_texts_and_revision(folder):
    document = load(folder())
    assert (document.ref, document.kind, document.languages["nl"].revision) == ("form@2", "questionnaire", 3)
    assert document.text("personal", "nl").help == "Think of names."
    assert str(document.text("kinds.contact", "en")) == "Contact"


def test_a_language_with_a_country_gets_its_language_and_an_unknown_one_gets_dutch(folder):
    document = load(folder(nl=TEXT.replace("Title", "Titel")))
    assert document.text("document", "nl-be").label == "Titel"
    assert document.text("document", "en-gb").label == "Title"
    assert document.text("document", "fr").label == "Titel"


def test_a_document_is_frozen(folder):
    document = load(folder())
    with pytest.raises(AttributeError):
        document.meaning.sections = ()
    with pytest.raises(TypeError):
        document.languages["fr"] = None


def test_the_digest_follows_the_meaning_and_not_the_texts(folder):
    first = load(folder()).digest
    assert load(folder(nl=TEXT.replace("Title", "Titel"))).digest == first
    assert load(folder(meaning=MEANING + "# changed\n")).digest != first


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ("kind: yes_no", "kind: maybe", 6, "sections[0].questions[0].kind"),
        ("kind: yes_no", "kind: yes_no\n        colour: red", 5, "sections[0].questions[0]"),
        ("kind: questionnaire", "kind: novel", 1, "kind"),
        ("{is: {personal: true}}", "{is: {gone: true}}", 10, "sections[0].questions[1].show_when"),
        ("{is: {personal: true}}", "{is: {personal: health}}", 10, "sections[0].questions[1].show_when"),
        ("{is: {personal: true}}", "{at_least: {personal: 2}}", 10, "sections[0].questions[1].show_when"),
        ("{is: {personal: true}}", "{equals: {personal: true}}", 10, "sections[0].questions[1].show_when"),
        ("code: personal", "code: Personal-Data", 5, "sections[0].questions[0].code"),
        ("code: kinds", "code: personal", 2, "sections"),
        ("[contact, health]", "[contact, contact]", 9, "sections[0].questions[1].options"),
        ("[contact, health]", "[contact, count]", 7, "sections[0].questions[1].code"),
        ("        options: [contact, health]\n", "", 7, "sections[0].questions[1].options"),
        ("when_hidden: none", "when_hidden: contact", 11, "sections[0].questions[1].when_hidden"),
    ],
)
def test_a_mistake_in_the_meaning_is_named_with_line_and_key(folder, old, new, line, key):
    error = refused(folder(meaning=MEANING.replace(old, new)))
    assert (error.line, error.key) == (line, key)
    assert error.file.endswith("form/v2/meaning.yaml")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  kinds.health: Health\n", "", "no text for 'kinds.health'"),
        ("  document: Title\n", "", "no text for 'document'"),
        ("  data: Data\n", "  data: Data\n  ghost: Boo\n", "nothing in the meaning has this code"),
        ("  data: Data\n", "  data: ' '\n", "label is empty"),
        ("  data: Data\n", "  data: {help: no label}\n", "missing required field `label`"),
        ("  data: Data\n", "  data: {label: Data, colour: red}\n", "unknown field `colour`"),
        ("revision: 3\n", "", "must have 'revision'"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_both_languages_must_be_complete_and_have_nothing_left_over(folder, old, new, message, language):
    error = refused(folder(**{language: TEXT.replace(old, new)}))
    assert message in error.message
    assert error.file.endswith(f"text.{language}.yaml")


def test_a_question_cannot_depend_on_a_later_one(folder):
    later = MEANING.replace("kind: yes_no", "kind: yes_no\n        show_when: {is: {kinds.health: true}}")
    assert "no fact 'kinds.health'" in refused(folder(meaning=later)).message


GIVEN = MEANING.replace("kind: questionnaire\n", "kind: questionnaire\ngiven: {country: [NL, BE]}\n")


def test_a_question_may_depend_on_a_fact_that_is_given(folder):
    path = folder(meaning=GIVEN.replace("{is: {personal: true}}", "{is: {country: NL}}"))
    assert load(path).meaning.given == {"country": ("NL", "BE")}


@pytest.mark.parametrize(
    ("what", "message"), [("{country: FR}", "never has this value"), ("{city: NL}", "no fact 'city'")]
)
def test_a_given_fact_has_a_name_and_only_its_own_values(folder, what, message):
    assert message in refused(folder(meaning=GIVEN.replace("{is: {personal: true}}", f"{{is: {what}}}"))).message


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"is": {"a": True}}, Is("a", True)),
        ({"in": {"a": ["x", "y"]}}, In("a", ("x", "y"))),
        ({"at_least": {"n": 3}}, AtLeast("n", 3)),
        ({"not": {"is": {"a": "x"}}}, Not(Is("a", "x"))),
        ({"all": [{"is": {"a": True}}, {"is": {"b": True}}]}, CountOf(2, (Is("a", True), Is("b", True)))),
        ({"any": [{"is": {"a": True}}, {"is": {"b": True}}]}, CountOf(1, (Is("a", True), Is("b", True)))),
        ({"at_least": {"count": 1, "of": [{"is": {"a": True}}]}}, CountOf(1, (Is("a", True),))),
    ],
)
def test_a_condition_is_read_from_its_structure(raw, expected):
    assert condition(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "personal == true",
        {},
        {"is": {"a": True}, "in": {"b": ["x"]}},
        {"is": {"a": 3}},
        {"is": {"a": True, "b": True}},
        {"in": {"a": "x"}},
        {"in": {"a": []}},
        {"all": []},
        {"any": {"is": {"a": True}}},
        {"at_least": {"n": "3"}},
        {"at_least": {"n": True}},
        {"eval": "1"},
    ],
)
def test_anything_else_is_no_condition(raw):
    with pytest.raises(ValueError, match=r"must|not one of"):
        condition(raw)


CLASSIFICATION = """\
kind: classification
questionnaire: form@2
verified_on: 2026-11-21
ai_system: ai
rules:
  - code: ai
    topic: ai
    when: {is: {personal: true}}
    sources: [{law: act, article: "1"}]
lenses:
  - code: law
    judgements:
      - {code: heavy, when: {is: {finding.ai: true}}}
      - {code: plain}
"""
CLASSIFICATION_TEXT = """\
revision: 1
texts: {document: Title, ai: AI, topic.ai: Topic, lens.law: Law, law.heavy: Heavy, law.plain: Plain}
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("ai_system: ai", "ai_system: gone", "no rule 'gone'"),
        ("    when:", "    certain_when:", "needs 'when' or 'possible_when'"),
        ("    when:", "    possible_when:", "needs 'judge'"),
        ("    topic: ai\n", "    topic: ai\n    certain_when: {is: {personal: true}}\n", "not both"),
        ("verified_on: 2026-11-21", "verified_on: yesterday", "Invalid"),
        ("    topic: ai\n", "    topic: ai\n    route: scenic\n", "Invalid enum value"),
        ('    sources: [{law: act, article: "1"}]\n', "", "needs 'sources'"),
        ("    topic: ai\n", "    topic: ai\n    before: full\n", "'before' is only for a prohibition"),
        (
            "    topic: ai\n",
            "    topic: ai\n    before: full\n    law_date: day\n",
            "'before' is only for a prohibition",
        ),
        ("finding.ai", "finding.gone", "no finding 'finding.gone'"),
        ("finding.ai", "ai", "no finding 'ai'"),
        ("{code: plain}", "{code: plain, when: {is: {finding.ai: true}}}", "the last judgement has no condition"),
        ("{code: heavy, when: {is: {finding.ai: true}}}", "{code: heavy}", "the last judgement has no condition"),
    ],
)
def test_a_mistake_in_a_classification_is_named(folder, old, new, message):
    text = CLASSIFICATION_TEXT
    assert load(folder(CLASSIFICATION, text, text)).kind == "classification"
    assert message in refused(folder(CLASSIFICATION.replace(old, new), text, text)).message


DATES = """\
kind: law-dates
laws: [{code: act, url: ""}]
dates:
  - {code: day, provision: "1", formal: 2026-08-02, verified_on: 2026-11-21, status: settled, source: {law: act}}
"""
DATES_TEXT = "revision: 1\ntexts: {document: Title, act: Act, day: Day}\n"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{law: act}", "{law: gone}", "no law 'gone'"),
        ("status: settled", "status: settled, legacy: gone", "no date 'gone'"),
        ("{code: act", "{code: day", "stands here 2 times"),
        ("2026-08-02", "2026-08-32", "day"),
    ],
)
def test_a_mistake_in_the_dates_is_named(folder, old, new, message):
    assert load(folder(DATES, DATES_TEXT, DATES_TEXT)).kind == "law-dates"
    assert message in refused(folder(DATES.replace(old, new), DATES_TEXT, DATES_TEXT)).message
