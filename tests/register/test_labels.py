"""Labels as people write them, with commas between, and those that have a comma or another such sign themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.register import services, tagging
from roeland.register.importing.sheets.cells import labels
from roeland.register.importing.sheets.fields import FIELDS
from tests.building.register import an_application

NAMES = st.lists(
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"), include_characters=' ,;|"'), max_size=30)
    .map(lambda said: " ".join(said.split()))
    .filter(bool),
    max_size=5,
    unique_by=str.casefold,
)


@given(NAMES)
def test_what_is_written_is_read_as_it_was(names):
    assert tagging.names_in(tagging.as_text(names)) == sorted(names, key=str.casefold)


@given(NAMES)
def test_what_an_export_writes_a_cell_reads(names):
    assert sorted(labels(FIELDS["labels"], tagging.as_text(names, "; "))) == sorted(names)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("kunst, cultuur", ["kunst", "cultuur"]),
        ("kunst, cultuur; zorg", ["kunst, cultuur", "zorg"]),
        ('"kunst, cultuur"', ["kunst, cultuur"]),
        ('"kunst; cultuur"; zorg', ["kunst; cultuur", "zorg"]),
        ('19" scherm', ['19" scherm']),
        ('"half, open', ['"half', "open"]),
        ('"zegt ""ja"""', ['zegt "ja"']),
        ("a\nb|c", ["a", "b", "c"]),
        ("", []),
    ],
)
def test_a_cell_with_labels(said, read):
    assert labels(FIELDS["labels"], said) == read


def test_a_label_with_a_comma_survives_when_another_is_added(town, manager):
    application = an_application(town, "Gids")
    tagging.retag(application, '"kunst, cultuur"')
    stands = tagging.of(application)
    edit = {"application": application, "section": "identity", "actor": manager}
    services.edit_section(**edit, changes={"labels": f"{stands}, zorg"})
    application = type(application).objects.get()
    assert [one.tag.name for one in application.tagging_set.order_by("tag__name")] == ["kunst, cultuur", "zorg"]
