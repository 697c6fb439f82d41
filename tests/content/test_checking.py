"""Whether all that is shipped holds together, and what is said when it does not."""

import shutil

import pytest

from roeland.content import checking, released, shipped

CACHES = (shipped.names, shipped.versions, shipped._loaded)


@pytest.fixture
def documents(tmp_path, monkeypatch):
    """A copy of all that is shipped, to break; Roeland reads it instead."""
    copy = tmp_path / "documents"
    shutil.copytree(shipped.DOCUMENTS, copy)
    monkeypatch.setattr(shipped, "DOCUMENTS", copy)
    for cache in CACHES:
        cache.cache_clear()
    yield copy
    for cache in CACHES:
        cache.cache_clear()


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_all_that_is_shipped_holds_together():
    assert checking.problems() == ()


def test_every_document_that_does_not_load_is_named_at_once(documents):
    replace(documents / "roles/v1/meaning.yaml", "kind: roles", "kind: rolls")
    replace(documents / "intake/v1/text.nl.yaml", "revision: 1", "revision: first")
    (documents / "terms/v1/text.en.yaml").unlink()
    intake, roles, terms = checking.problems()
    assert "intake/v1/text.nl.yaml, line 1" in intake
    assert "'rolls' is not one of" in roles
    assert "terms/v1/text.en.yaml, line 1" in terms
    assert "cannot be read: No such file or directory" in terms


@pytest.mark.parametrize(("content", "said"), [(b"\xff", "it is not UTF-8"), (b"a: \x07", "a character that does not")])
def test_a_file_that_is_no_text_is_a_problem_like_another(content, said, documents):
    (documents / "verbs/v1/meaning.yaml").write_bytes(content)
    [problem] = checking.problems()
    assert "verbs/v1/meaning.yaml, line 1" in problem
    assert said in problem


def test_what_a_document_names_and_another_lacks_is_a_problem(documents):
    replace(documents / "intake/v1/meaning.yaml", "knows: data_analyst", "knows: astrologer")
    replace(documents / "classification/v1/meaning.yaml", "law_date: annex-iii", "law_date: one-day")
    problems = checking.problems()
    assert "intake@1: technique: there is no role 'astrologer'" in problems
    assert [problem for problem in problems if "there is no law date 'one-day'" in problem]


def test_a_released_version_that_changed_is_a_problem(tmp_path, monkeypatch):
    listed = tmp_path / "released.yaml"
    listed.write_text("released:\n  roles@1: abc\n", encoding="utf-8")
    monkeypatch.setattr(released, "RELEASED", listed)
    assert checking.problems() == ("roles@1: was released, and is not what it was then",)
