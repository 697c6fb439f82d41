"""`roeland classify`: what a file of answers means, and everything that is wrong with a bad one."""

import io
import json
import sys
from datetime import date

import pytest
from django.conf import settings
from django.utils import timezone

from roeland.assessments import classifying, duties
from roeland.assessments.models import Classification
from roeland.cli import classify
from roeland.cli.main import main
from roeland.content import shipped
from roeland.rules.questionnaire import Answer
from tests.building.assessments import BENEFITS, CHATBOT, PRIVACY_UNKNOWN, a_classification
from tests.building.organisation import a_person, a_unit, an_organisation

INTIMATE = {
    "users": ["staff_use"],
    "technique": ["general_model"],
    "output": ["media"],
    "prohibited": ["intimate_images"],
    "point_ba": "applies",
}
HIGH_RISK = {
    "technique": ["learned"],
    "output": ["recommendation"],
    "users": ["staff_use"],
    "origin": ["built"],
    "personal_data": True,
    "effect": ["legal_effect", "judges_people"],
    "human": "decides",
    "domain": ["services"],
    "services": ["benefits"],
}


@pytest.fixture
def said(tmp_path):
    """Write a file of answers (or any other text) and return its name."""

    def write(content):
        path = tmp_path / "answers.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def told(said, capsys):
    """Classify answers; return what was printed."""

    def run(answers, *words):
        assert main(["classify", said(answers), *words]) == 0
        return json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def refused(said, capsys):
    """Classify what must be refused; return what was said about it."""

    def run(answers, *words):
        assert main(["classify", said(answers), *words]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        return err

    return run


def by_code(profile):
    return {finding["code"]: finding for finding in profile["findings"]}


def as_json(answer: Answer):
    if isinstance(answer.value, tuple):
        return list(answer.value) if answer.complete else {"values": list(answer.value), "rest": "unknown"}
    return None if answer.unknown else answer.value


@pytest.mark.django_db
@pytest.mark.parametrize("known", [CHATBOT, BENEFITS, PRIVACY_UNKNOWN], ids=["chatbot", "benefits", "unknown"])
def test_it_says_what_the_pages_show(known, told):
    city = an_organisation()
    ann = a_person(city, "Ann Peeters", unit=a_unit(city, "Burgerzaken"))
    kept: Classification = a_classification(known, actor=ann, unit=ann.unit)
    answers = {code: as_json(answer) for code, answer in classifying.answers_of(kept).items()}

    profile = told(answers, "--jurisdiction", kept.jurisdiction, "--as-of", kept.as_of.isoformat())

    assert profile["class"] == {"value": kept.ai_class, "at_least": kept.certain_class, "at_most": kept.possible_class}
    assert profile["route"] == {"value": kept.route, "at_least": kept.route_at_least, "at_most": kept.route_at_most}
    assert profile["open_questions"] == kept.open_questions
    assert profile["next_change"] == (kept.next_change.isoformat() if kept.next_change else None)
    assert profile["documents"]["questionnaire"] == kept.questionnaire
    assert profile["documents"]["classification"] == kept.rules
    assert profile["documents"]["law_dates"] == kept.law
    assert [(each["code"], each["state"], each["judge"]) for each in profile["findings"]] == list(
        kept.findings.order_by("order").values_list("code", "state", "judge")
    )
    due = duties.due(kept, kept.findings.all(), kept.as_of)
    assert due
    assert [
        (each["code"], each["state"], each["applies_from"], each["for_role"]) for each in profile["obligations"]
    ] == [(each.code, each.state, each.applies_from.isoformat(), each.for_role) for each in due]


def test_no_answers_leave_everything_open(told):
    profile = told({})
    assert profile["class"] == {"value": "unknown", "at_least": "not_ai", "at_most": "forbidden"}
    assert "certain" not in {finding["state"] for finding in profile["findings"]}
    assert {"question": "technique", "role": "data_analyst"}.items() <= profile["open_questions"][0].items()


def test_a_finding_says_why_from_which_source_and_how_sure_the_date_is(told):
    found = by_code(told({"technique": ["learned"], "output": ["prediction"]}))["ai-system"]
    assert found["state"] == "certain"
    assert {"fact": "technique.learned", "value": True} in found["because_of"]
    assert found["sources"][0]["law"] == "ai-act"
    assert found["sources"][0]["text"]["nl"].startswith("AI-verordening")
    law_date = shipped.law_date(found["law_date"])
    assert found["applies_from"] == law_date.plan_on.isoformat()
    assert found["formal_from"] == law_date.formal.isoformat()
    assert found["date_status"] == law_date.status


def test_a_possible_finding_names_the_questions_and_who_knows(told):
    profile = told({"technique": ["learned"], "personal_data": None})
    assert by_code(profile)["personal-data"]["open_questions"] == ["personal_data"]
    asked = {each["question"]: each for each in profile["open_questions"]}
    assert asked["personal_data"]["role"] == "privacy_officer"
    assert "personal-data" in asked["personal_data"]["findings"]


def test_a_new_prohibition_counts_from_its_day(told):
    before, after = told(INTIMATE, "--as-of", "2026-12-01"), told(INTIMATE, "--as-of", "2026-12-02")
    assert by_code(before)["prohibited-ba"]["pending"]
    assert (before["as_of"], before["next_change"]) == ("2026-12-01", "2026-12-02")
    assert (before["class"]["at_least"], before["route"]["at_least"]) == ("minimal", "full")
    assert not by_code(after)["prohibited-ba"]["pending"]
    assert (after["class"]["value"], after["route"]["value"]) == ("forbidden", "forbidden")


def test_an_obligation_says_for_whom_from_when_and_how_sure_the_date_is(told):
    profile = told({"technique": ["learned"], "output": ["prediction"], "origin": ["bought"], "users": ["staff_use"]})
    [row] = [row for row in shipped.obligations().obligations if row.code == "O01"]
    [literacy] = [each for each in profile["obligations"] if each["code"] == "O01"]
    leading = literacy["branches"][0]
    law_date = shipped.law_date(leading["law_date"])
    assert (literacy["for_role"], literacy["accountable"]) == (row.for_role, row.accountable)
    assert (literacy["state"], literacy["applies_now"], "deployer" in literacy["legal_roles"]) == (
        "certain",
        True,
        True,
    )
    assert (literacy["applies_from"], literacy["formal_from"]) == (str(law_date.plan_on), str(law_date.formal))
    assert {"fact": "finding.ai-system", "state": "certain"} in leading["because_of"]


def test_what_applies_today_comes_before_what_comes_later(told):
    profile = told(HIGH_RISK, "--jurisdiction", "NL", "--as-of", "2026-11-21")
    applies = [each["applies_now"] is True for each in profile["obligations"]]
    assert applies == sorted(applies, reverse=True)
    assert set(applies) == {True, False}
    assert "disputed" in {each["status"] for each in profile["obligations"]}


def test_without_a_jurisdiction_it_is_unknown_and_that_is_said(told):
    profile = told({"personal_data": True})
    assert (profile["jurisdiction"], profile["not_given"]) == (None, ["jurisdiction"])
    dutch = told({"personal_data": True}, "--jurisdiction", "NL")
    assert (dutch["jurisdiction"], dutch["not_given"]) == ("NL", [])
    assert by_code(profile)["ksz-deliberation"]["state"] == "possible"
    assert by_code(dutch)["ksz-deliberation"]["state"] == "excluded"


def test_without_a_date_it_is_today_where_the_pages_are(told):
    assert settings.TIME_ZONE == classify.ZONE
    days = [timezone.localdate().isoformat()]
    shown = told({})["as_of"]
    assert shown in [*days, timezone.localdate().isoformat()]


def test_options_may_be_partly_known(told):
    half = told({"data_kinds": {"values": ["contact"], "rest": "unknown"}, "personal_data": True})
    whole = told({"data_kinds": ["contact"], "personal_data": True})
    assert by_code(half)["special-categories"]["state"] == "possible"
    assert "data_kinds" in by_code(half)["special-categories"]["open_questions"]
    assert by_code(whole)["special-categories"]["state"] == "excluded"


def test_an_answer_to_what_is_not_asked_counts_for_nothing_and_is_listed(told):
    profile = told({"personal_data": False, "data_kinds": ["health"], "human": "automatic"})
    assert (profile["not_asked"], profile["not_yet_asked"]) == (["data_kinds"], ["human"])
    assert by_code(profile)["special-categories"]["state"] == "excluded"


def test_everything_that_is_wrong_is_said_at_once_by_its_key(refused):
    err = refused(
        {
            "technique": ["learnd"],
            "personal_data": "yes",
            "outputs": [],
            "human": "someone",
            "effect": {"values": [], "rest": "none"},
        }
    )
    assert "technique: may hold only options of general_model, learned" in err
    assert "personal_data: must be true, false or null" in err
    assert "outputs: there is no such question; did you mean output?" in err
    assert "human: must be one of decides, checks, automatic" in err
    assert "effect: must be a list of option codes" in err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "must be one JSON object"),
        ("null", "must be one JSON object"),
        ('"technique"', "must be one JSON object"),
        ('{"personal_data": true, "personal_data": true}', "personal_data: stands here more than once"),
        ('{"personal_data": 1e999}', "personal_data: must be true, false or null"),
    ],
)
def test_a_file_that_is_no_answers_is_refused(content, message, refused):
    assert message in refused(content)


def test_a_key_that_no_terminal_can_show_is_refused_all_the_same(installation, said):
    done = installation.run("classify", said('{"\\ud800": true}'), succeeds=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "\\ud800: there is no such question" in done.stderr


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path, capsys):
    (tmp_path / "binary").write_bytes(b'{"personal_data": "\xff"}')
    for name in (tmp_path / "gone.json", tmp_path, tmp_path / "binary"):
        assert main(["classify", str(name)]) == 2
        assert capsys.readouterr().err.startswith("roeland classify: ")


def test_a_jurisdiction_that_is_not_known_is_refused(refused):
    assert "--jurisdiction: 'FR' is not one of NL, BE-VLG." in refused({}, "--jurisdiction", "FR")


@pytest.mark.parametrize("day", ["2026-13-01", "tomorrow", ""])
def test_a_bad_date_is_refused(day, said, capsys):
    with pytest.raises(SystemExit) as left:
        main(["classify", said({}), "--as-of", day])
    assert left.value.code == 2
    assert f"argument --as-of: '{day}' is not a date" in capsys.readouterr().err


def test_a_dash_reads_standard_input(capsys, monkeypatch):
    typed = io.TextIOWrapper(io.BytesIO('{"personal_data": false}'.encode("utf-8-sig")))
    monkeypatch.setattr(sys, "stdin", typed)
    assert main(["classify", "-", "--as-of", "2026-12-01"]) == 0
    assert by_code(json.loads(capsys.readouterr().out))["personal-data"]["state"] == "excluded"


def test_it_needs_no_database_no_settings_and_no_data(installation, said, tmp_path):
    nowhere = {"DJANGO_SETTINGS_MODULE": "no.such.settings", "ROELAND_DATA": str(tmp_path / "nowhere")}
    done = installation.run("classify", said({}), "--as-of", "2026-12-01", **nowhere)
    assert date.fromisoformat(json.loads(done.stdout)["as_of"]) == date(2026, 12, 1)
    assert not (tmp_path / "nowhere").exists()
