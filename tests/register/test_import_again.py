"""An import can be repeated, cut off and resumed; what people changed here stays."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO as file_of

import pytest

from roeland.register import importing, services
from roeland.register.importing import planning, running
from roeland.register.importing.checking import check
from roeland.register.models import Application, ImportRun, Leftover
from roeland.search.queries import matching
from tests.register.importing import a_record, as_bytes, bring_in


@contextmanager
def interrupted_after(monkeypatch: pytest.MonkeyPatch, module: object, name: str, calls: int) -> Iterator[None]:
    """Let a step of the import stop dead after it was done `calls` times, as when the machine is switched off."""
    whole, left = getattr(module, name), [calls]

    def step(*args, **kwargs):
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return whole(*args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(module, name, step)
        yield


def test_the_same_file_again_changes_nothing(town):
    content = as_bytes(a_record("1", goal="<p>Doel</p>", extra="x"), a_record("2"))
    bring_in(town, content)
    again = bring_in(town, content)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    assert Application.objects.count() == 2


def test_what_the_source_changed_comes_in(town):
    bring_in(town, as_bytes(a_record(goal="Oud", tags="weg", lawful_basis_grouping=[{"title": "Wet A"}])))
    new = a_record(goal="Nieuw", name="Andere naam", lawful_basis_grouping=[{"title": "Wet B", "link": "https://b"}])
    again = bring_in(town, as_bytes(new))
    application = Application.objects.get()
    assert (again.updated, application.name) == (1, "Andere naam")
    assert (application.description.goal, application.description.tags) == ("Nieuw", "")
    assert [link.title for link in application.links.all()] == ["Wet B"]


def test_what_changed_is_found_by_its_new_words(town):
    bring_in(town, as_bytes(a_record(goal="Oud")))
    bring_in(town, as_bytes(a_record(goal="Kermis")))
    assert matching(organisation=town.pk, kind="register.application", text="kermis").exists()


def test_what_somebody_changed_here_is_never_overwritten(town, manager):
    bring_in(town, as_bytes(a_record(goal="Van de bron", provider="A bv")))
    application = Application.objects.get()
    services.edit_section(
        application=application, section="responsible-use", changes={"goal": "Van ons"}, actor=manager
    )
    again = bring_in(town, as_bytes(a_record(goal="Weer van de bron", provider="B bv")))
    application = Application.objects.get()
    assert (application.description.goal, application.description.provider) == ("<p>Van ons</p>", "B bv")
    assert [(remark["field"], remark["code"], remark["value"]) for remark in again.remarks] == [
        ("goal", "edited_here", "Weer van de bron")
    ]


def test_a_difference_is_told_again_until_it_is_solved(town, manager):
    bring_in(town, as_bytes(a_record(goal="A")))
    services.edit_section(
        application=Application.objects.get(), section="responsible-use", changes={"goal": "B"}, actor=manager
    )
    content = as_bytes(a_record(goal="C"))
    assert len(bring_in(town, content).remarks) == len(bring_in(town, content).remarks) == 1


def test_what_was_changed_here_and_not_at_the_source_is_no_difference(town, manager):
    content = as_bytes(a_record(goal="A"))
    bring_in(town, content)
    services.edit_section(
        application=Application.objects.get(), section="responsible-use", changes={"goal": "B"}, actor=manager
    )
    again = bring_in(town, content)
    assert (again.remarks, again.unchanged) == ([], 1)


def test_a_status_that_changes_at_the_source_never_moves_the_phase(town):
    bring_in(town, as_bytes(a_record(status="In ontwikkeling")))
    again = bring_in(town, as_bytes(a_record(status="In gebruik")))
    application = Application.objects.get()
    assert (application.phase, application.description.status) == ("reported", "In gebruik")
    assert [remark["code"] for remark in again.remarks] == ["status_changed"]


def test_what_has_no_place_follows_the_source(town):
    bring_in(town, as_bytes(a_record(type="Oud", weg="x")))
    bring_in(town, as_bytes(a_record(type="Nieuw")))
    assert list(Leftover.objects.values_list("field", "value")) == [("type", "Nieuw")]


def test_a_record_that_gets_a_stronger_key_stays_the_same_application(town):
    bring_in(town, as_bytes(a_record("S-1")))
    again = bring_in(town, as_bytes(a_record("S-1", lars="77")))
    assert (again.created, again.updated) == (0, 1)
    assert Application.objects.get().description.foreign_key == "lars:77"


def test_a_record_that_fits_two_applications_is_refused_with_all_of_its_file(town):
    bring_in(town, as_bytes(a_record("1"), a_record("2", source_id=None, uuid="u")))
    run = bring_in(town, as_bytes(a_record("1", uuid="u", goal="Nieuw"), a_record("3")))
    assert [problem["code"] for problem in run.problems] == ["two_matches"]
    assert not Application.objects.filter(description__goal="Nieuw").exists()
    assert Application.objects.count() == 2


def test_a_supplier_of_a_new_name_is_made_and_followed(town):
    bring_in(town, as_bytes(a_record(provider="A bv")))
    bring_in(town, as_bytes(a_record(provider="B bv")))
    assert Application.objects.get().supplier.name == "B bv"


def test_an_import_that_was_cut_off_while_setting_aside_goes_on(town, monkeypatch):
    monkeypatch.setattr(planning, "PART", 2)
    content = as_bytes(*(a_record(str(number)) for number in range(5)))
    run = ImportRun.objects.create(organisation=town, file_name="test.json")
    with pytest.raises(KeyboardInterrupt), interrupted_after(monkeypatch, running, "_make_findable", 2):
        importing.carry_out(run, file_of(content), len(content))
    keys = set(run.staged_records.values_list("application", flat=True))
    assert (len(keys), Application.objects.count()) == (5, 0)
    resumed = importing.carry_out(ImportRun.objects.get(), file_of(content), len(content))
    assert (resumed.state, resumed.created) == (ImportRun.State.DONE, 5)
    assert set(Application.objects.values_list("pk", flat=True)) == keys


def test_an_import_that_was_cut_off_in_its_last_step_left_nothing_and_goes_on(town, monkeypatch):
    content = as_bytes(a_record("1"), a_record("2"))
    run = ImportRun.objects.create(organisation=town, file_name="test.json")
    with pytest.raises(KeyboardInterrupt), interrupted_after(monkeypatch, running, "_report", 0):
        importing.carry_out(run, file_of(content), len(content))
    assert not Application.objects.exists()
    assert importing.carry_out(ImportRun.objects.get(), file_of(content), len(content)).created == 2


def test_checking_a_file_needs_no_database():
    assert check([a_record()]).problems == []
