"""`roeland content`: does it hold together, what waits for a lawyer, what differs."""

import shutil

import pytest

from roeland.cli.main import main
from roeland.content import released, shipped, status


@pytest.fixture
def next_intake(tmp_path):
    """The folder of a next version of the intake, with one other question and one better word."""
    folder = tmp_path / "intake" / "v2"
    shutil.copytree(shipped.DOCUMENTS / "intake" / "v1", folder)
    for name, old, new in (
        ("meaning", "[told, not_told, obvious]", "[told, later, not_told, obvious]"),
        ("text.nl", "texts:\n", "texts:\n  informed.later: Later pas\n"),
        ("text.en", "texts:\n", "texts:\n  informed.later: Only later\n"),
    ):
        path = folder / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_check_counts_what_holds_together(capsys):
    assert main(["content", "check"]) == 0
    count = f"{len(shipped.names())} documents in {len(shipped.references())} versions hold together."
    assert capsys.readouterr().out.strip() == count


def test_check_prints_every_problem_and_ends_with_one(tmp_path, capsys, monkeypatch):
    listed = tmp_path / "released.yaml"
    listed.write_text("released:\n  intake@1: abc\n  roles@1: def\n", encoding="utf-8")
    monkeypatch.setattr(released, "RELEASED", listed)
    assert main(["content", "check"]) == 1
    told = capsys.readouterr()
    assert [line.partition(":")[0] for line in told.out.splitlines()] == ["intake@1", "roles@1"]
    assert "2 problems in the shipped content" in told.err


def test_status_lists_what_a_lawyer_must_release_with_what_to_read(capsys):
    assert main(["content", "status"]) == 0
    told = capsys.readouterr().out
    lines = status.lines()
    assert [line.code for line in lines if f"{line.document:<20} {line.code}" not in told] == []
    assert f"{len(lines)} things wait for a lawyer: unreleased " in told
    assert "art. 113" in told


def test_diff_tells_meaning_and_words_apart(next_intake, capsys):
    assert main(["content", "diff", "intake@1", str(next_intake)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "intake@1 → intake@2",
        "meaning: 1 differences",
        "  + questions informed options: later",
        "nl: 1 differences",
        "  + texts informed.later: {label: Later pas}",
        "en: 1 differences",
        "  + texts informed.later: {label: Only later}",
    ]


def test_diff_shows_what_was_before_and_what_is_after(next_intake, capsys):
    path = next_intake / "meaning.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("knows: procurement_officer", "knows: lawyer", 1), encoding="utf-8")
    main(["content", "diff", str(next_intake), "intake"])
    told = capsys.readouterr().out
    assert "  ~ questions origin who_knows\n      - lawyer\n      + procurement_officer\n" in told
    assert "  - questions informed options: later\n" in told


def test_diff_shows_once_what_changed_in_many_places(next_intake, capsys):
    path = next_intake / "meaning.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{is: {personal_data: true}}", "{is: {personal_data: false}}", 1), encoding="utf-8")
    main(["content", "diff", "intake@1", str(next_intake)])
    told = capsys.readouterr().out
    assert told.count("      - {is: {personal_data: true}}\n") == 1
    assert "  ~ questions data_kinds show_when\n  ~ questions data_use show_when\n" in told


def test_diff_says_that_nothing_differs(capsys):
    assert main(["content", "diff", "intake", "intake@1"]) == 0
    assert "meaning: no differences" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["intake@1", "roles@1"], "only documents of one kind can be compared: intake@1 is of the kind questionnaire"),
        (["intake@1", "intake@9"], "'intake@9' is no document and no folder of one. There is: architecture@1"),
        (["dance", "intake@1"], "'dance' is no document"),
        (["", "intake@1"], "'' is no document"),
    ],
)
def test_diff_of_what_cannot_be_compared_is_a_mistake(words, said, capsys):
    assert main(["content", "diff", *words]) == 2
    assert said in capsys.readouterr().err


def test_diff_of_a_folder_that_is_no_version_or_does_not_load_is_a_mistake(next_intake, capsys):
    elsewhere = next_intake.rename(next_intake.parent / "new")
    assert main(["content", "diff", "intake@1", str(elsewhere)]) == 2
    assert "is called v1, v2 and so on, not 'new'" in capsys.readouterr().err
    broken = elsewhere.rename(next_intake.parent / "v2")
    (broken / "text.nl.yaml").unlink()
    assert main(["content", "diff", "intake@1", str(broken)]) == 2
    assert "text.nl.yaml, line 1, top: cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["burn"], ["diff"], ["diff", "intake@1"]])
def test_a_mistake_in_the_words_is_answered_with_the_usage(words, capsys):
    with pytest.raises(SystemExit) as left:
        main(["content", *words])
    assert left.value.code == 2
    assert "usage: roeland content" in capsys.readouterr().err
