import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roeland.content.reading import ContentError, key_of, read


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "meaning.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_line_of_every_key_is_known(file):
    written = read(file("kind: x\nsections:\n  - code: a\n    questions: []\n  - code: b\n"))
    assert written.lines[("kind",)] == 1
    assert written.lines[("sections", 1, "code")] == 5
    assert written.error(("sections", 1, "code", "deeper"), "wrong").line == 5


def test_an_error_names_file_line_and_key(file):
    written = read(file("kind: x\nsections:\n  - code: a\n"))
    error = written.error(("sections", 0, "code"), "is not good")
    assert str(error).endswith("meaning.yaml, line 3, sections[0].code: is not good")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "twice"),
        ("a: 1\nyes: 2\n", 2, "must be text"),
        ("a: [1, 2\nb: 3\n", 2, "expected"),
        ("a: 1\nday: 2026-02-31\n", 2, "day"),
        ("a: 1\nb: !!python/object/apply:os.system [ls]\n", 2, "not allowed"),
        ("a: !!set {x}\n", 1, "not allowed"),
        ("a: !secret x\n", 1, "not allowed"),
    ],
)
def test_unclear_yaml_is_refused_with_its_line(file, text, line, message):
    with pytest.raises(ContentError, match=message) as refused:
        read(file(text))
    assert refused.value.line == line


def test_nothing_is_ever_built_from_a_tag(file):
    with pytest.raises(ContentError):
        read(file("a: !!python/name:os.system ''\n"))


def test_a_shared_part_is_read_at_every_place_where_it_stands(file):
    written = read(file("a: &x {is: {fact: true}}\nb: *x\n"))
    assert written.data == {"a": {"is": {"fact": True}}, "b": {"is": {"fact": True}}}


def test_an_empty_file_is_an_empty_mapping(file):
    assert read(file("# nothing\n")).data == {}


def test_a_place_is_written_for_people():
    assert key_of(("sections", 0, "questions", 2, "kind")) == "sections[0].questions[2].kind"
    assert key_of(()) == ""


plain = st.recursive(
    st.booleans() | st.integers() | st.text("abcxyz é’", max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.from_regex(r"k[a-z]{1,4}", fullmatch=True), inner, max_size=3)
    ),
    max_leaves=8,
)


def as_flow(value):
    """Write YAML flow style ourselves, so that the reader is not tested against its own writer."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return "[" + ", ".join(map(as_flow, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_flow(inner)}" for key, inner in value.items()) + "}"
    return str(value)


@settings(deadline=None)
@given(plain)
def test_what_is_written_is_what_is_read(tmp_path_factory, value):
    path = tmp_path_factory.mktemp("yaml") / "x.yaml"
    path.write_text(f"value: {as_flow(value)}\n", encoding="utf-8")
    assert read(path).data == {"value": value}
