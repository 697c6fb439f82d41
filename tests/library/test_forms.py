"""Official questionnaires of others: imported whole or not at all, looked at before use, versioned, withdrawn."""

import pytest

from roeland.content.reading import ContentError
from roeland.journal.queries import entries_of
from roeland.library import importing, queries
from roeland.library.importing import AlreadyDrafted, AlreadyThere, Incomplete, NotInThisState, Unusable
from roeland.library.models import ImportedForm
from roeland.library.queries import NoSuchVersion
from roeland.organisation.access import NotPermitted
from tests.building.library import DEFINITION, SAID, a_definition, a_form_in_use, an_imported_form
from tests.building.organisation import a_person, an_organisation

State = ImportedForm.State


@pytest.fixture
def town(db):
    return an_organisation()


@pytest.fixture
def officer(town):
    return a_person(town, "Petra Claes", role="privacy_officer")


def imported(officer, text, **said):
    given = SAID | said
    return importing.import_form(actor=officer, file_name="toets.yaml", content=text.encode(), **given)


def acts_on(form) -> list[str]:
    return [entry.verb for entry in entries_of(form.organisation_id, form)][::-1]


def test_a_file_becomes_a_draft_with_all_that_was_said_beside_it(officer):
    form = an_imported_form(officer)
    assert (form.state, form.code, form.number) == (State.DRAFT, "form-kleine-toets", 1)
    assert (form.name, form.urn, form.version) == ("Kleine toets", "urn:nl:kleine-toets", "1.0")
    assert (form.licence, form.attribution, form.activity) == ("EUPL-1.2", "Stad Voorbeeld", "s16")
    assert form.imported_by == officer
    assert acts_on(form) == ["form.imported"]


def test_the_file_is_kept_to_the_byte(officer):
    text = "\ufeff" + DEFINITION.replace("\n", "\r\n") + "# slot é"
    assert imported(officer, text).source.encode() == text.encode()


def test_the_first_version_of_the_format_comes_in_too_and_json_as_well(officer):
    older = a_definition(urn="urn:nl:ouder").replace("type: [checkbox_option]", "type: multiselect_option")
    assert imported(officer, older.replace('version: "1.0"', "version: 1")).version == "1"
    json = '{"name": "J", "urn": "urn:j", "version": "2", "tasks": [{"task": "A", "id": "1", "type": ["open_text"]}]}'
    assert imported(officer, json).code == "form-j"


def test_a_reference_is_short_and_finds_its_form_in_its_own_organisation_alone(town, officer):
    form = an_imported_form(officer, urn="urn:nl:" + "heel-lang-" * 9)
    assert len(form.reference) <= 60
    assert queries.imported_form(town, form.reference) == form
    for wrong in ("form-x", f"{form.code}@", f"{form.code}@zz", f"form-x@{form.pk.hex}"):
        with pytest.raises(NoSuchVersion):
            queries.imported_form(town, wrong)
    with pytest.raises(NoSuchVersion):
        queries.imported_form(an_organisation("Elders"), form.reference)


def test_another_urn_of_the_same_letters_gets_a_code_of_its_own(officer):
    first = an_imported_form(officer, urn="urn:nl:a-b")
    second = an_imported_form(officer, urn="urn:nl:a:b")
    strange = an_imported_form(officer, urn="urn:nl:…")
    assert [first.code, second.code, strange.code] == ["form-a-b", "form-a-b-2", "form"]


def test_a_newer_version_stands_beside_the_older_and_is_the_one_in_use(town, officer):
    first = a_form_in_use(officer)
    second = an_imported_form(officer, version="2.0")
    assert (second.code, second.number) == (first.code, 2)
    assert queries.forms_in_use(town) == [first]
    importing.take_into_use(form=second, actor=officer)
    assert queries.forms_in_use(town) == [second]
    assert list(queries.versions_of(second)) == [first]


def test_what_is_withdrawn_is_used_no_longer_and_says_why(town, officer):
    form = importing.withdraw(form=a_form_in_use(officer), because=" Er is een nieuwe. ", actor=officer)
    assert (form.state, form.withdrawn_by, form.withdrawn_because) == (State.WITHDRAWN, officer, "Er is een nieuwe.")
    assert queries.forms_in_use(town) == []
    assert acts_on(form) == ["form.imported", "form.taken", "form.withdrawn"]
    again = importing.take_into_use(form=form, actor=officer)
    assert (again.state, again.withdrawn_because) == (State.USED, "")


def test_a_withdrawal_without_a_reason_does_nothing(officer):
    form = a_form_in_use(officer)
    with pytest.raises(Incomplete):
        importing.withdraw(form=form, because=" ", actor=officer)
    form.refresh_from_db()
    assert form.state == State.USED


def test_a_draft_that_is_thrown_away_leaves_no_text_and_can_come_again(town, officer):
    form = importing.drop(form=an_imported_form(officer), actor=officer)
    assert (form.state, form.source) == (State.DROPPED, "")
    assert queries.understood(form) is None
    assert acts_on(form) == ["form.imported", "form.dropped"]
    assert an_imported_form(officer).number == 2
    with pytest.raises(NoSuchVersion):
        queries.imported_form(town, form.reference)


def test_a_verb_that_comes_too_late_is_refused(officer):
    draft = an_imported_form(officer)
    with pytest.raises(NotInThisState):
        importing.withdraw(form=draft, because="Nee.", actor=officer)
    importing.take_into_use(form=draft, actor=officer)
    for verb in (importing.take_into_use, importing.drop):
        with pytest.raises(NotInThisState):
            verb(form=draft, actor=officer)


def test_the_same_file_twice_says_which_one_it_is(officer):
    form = a_form_in_use(officer)
    with pytest.raises(AlreadyThere) as refused:
        an_imported_form(officer, file_name="anders.yaml")
    assert refused.value.form == form
    assert ImportedForm.objects.count() == 1


def test_one_draft_of_a_form_waits_at_a_time(officer):
    form = an_imported_form(officer)
    with pytest.raises(AlreadyDrafted) as refused:
        an_imported_form(officer, version="1.1")
    assert refused.value.form == form


def test_another_organisation_imports_the_same_file_for_itself(town, officer):
    an_imported_form(officer)
    other = an_imported_form(a_person(an_organisation("Elders"), "Jan Bos", role="ai_hub"))
    assert other.number == 1
    assert list(queries.forms(town)) == [ImportedForm.objects.get(organisation=town)]


@pytest.mark.parametrize("role", ["dpo", "lawyer", "team_manager", "directorate", ""])
def test_who_may_not_import_does_nothing(town, officer, role):
    form, other = an_imported_form(officer), a_person(town, "Anne Mol", role=role)
    for act in (
        lambda: an_imported_form(other, version="3"),
        lambda: importing.take_into_use(form=form, actor=other),
        lambda: importing.drop(form=form, actor=other),
        lambda: importing.withdraw(form=form, because="Nee.", actor=other),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert acts_on(form) == ["form.imported"]


def test_somebody_of_another_organisation_does_nothing(officer):
    form = an_imported_form(officer)
    stranger = a_person(an_organisation("Elders"), "Jan Bos", role="privacy_officer")
    with pytest.raises(NotPermitted):
        importing.take_into_use(form=form, actor=stranger)


@pytest.mark.parametrize("said", [{"licence": " "}, {"attribution": ""}, {"activity": "s99"}, {"activity": ""}])
def test_without_whose_it_is_or_who_works_with_it_nothing_is_stored(officer, said):
    with pytest.raises(Incomplete):
        imported(officer, DEFINITION, **said)
    assert not ImportedForm.objects.exists()


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(8)
)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (DEFINITION.replace("name: Kleine toets", "name: [Kleine toets"), 3, ""),
        (DEFINITION.replace("repeatable: true", "repeatable: soms"), 27, "bool"),
        (DEFINITION.replace("type: [open_text]", "type: [slider]"), 29, "slider"),
        (DEFINITION.replace("name: Kleine", "name: &a Kleine") + "extra: *a\n", 37, "aliases"),
        (BOMB, 2, "aliases"),
        (DEFINITION + "# " + "x" * (5 * 1024 * 1024), 1, "larger than 5 MB"),
        (DEFINITION.encode("utf-16"), 1, "UTF-8"),
        (DEFINITION.replace("name: Kleine toets", 'name: "  "'), 2, "is empty"),
        (DEFINITION.replace("name: Kleine toets", f"name: {'x' * 201}"), 2, "longer than 200"),
        (DEFINITION.replace('version: "1.0"', r'version: "1\0"'), 4, "cannot be printed"),
        (a_definition().replace("name: Kleine toets", "name: Kleine\0toets"), 1, ""),
        ("name: x\nurn: y\nversion: z\ntasks: []\n", 4, "no question"),
        ("- niets\n", 1, "not a definition"),
        ("", 1, "missing"),
        (
            "name: x\nurn: y\nversion: z\ntasks:\n"
            + "".join(f'- {{task: t, id: "{n}", type: [open_text]}}\n' for n in range(2001)),
            4,
            "more than 2000 tasks",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_name_and_line_and_nothing_is_stored(officer, text, line, words):
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(ContentError) as refused:
        importing.import_form(actor=officer, file_name="mijn toets.yaml", content=content, **SAID)
    assert refused.value.file == "mijn toets.yaml"
    assert words in refused.value.message
    assert abs(refused.value.line - line) <= 1, str(refused.value)
    assert not ImportedForm.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('id: "1.2"', 'id: "1.1"', 11, "2 times"),
        ('condition: {id: "1.1"', 'condition: {id: "9.9"', 13, "there is no such task"),
        ('condition: {id: "1.1"', 'condition: {id: "1.2"', 13, "depends on itself"),
        ("answers('1.2') | count", "answers('1.2' | count", 13, "its expression"),
        ("(scores.groepen || 0) > 2", "som(3)", 31, "there is no function"),
        ("answers('1.2') | count", "+".join("1" * 4000), 13, "nested too deep"),
    ],
)
def test_a_file_in_which_something_is_wrong_is_refused_with_where(officer, old, new, line, words):
    assert old in DEFINITION
    with pytest.raises(Unusable) as refused:
        imported(officer, DEFINITION.replace(old, new))
    assert [line] == [flaw.line for flaw in refused.value.flaws if words in flaw.message]
    assert not ImportedForm.objects.exists()


def test_a_chapter_says_how_much_of_each_kind_is_in_it():
    understood = importing.read(DEFINITION, "toets.yaml")
    first, second = understood.chapters
    assert (first.title, first.questions, first.repeats, first.conditions, first.calculations) == ("Begin", 2, 0, 1, 1)
    assert (second.title, second.questions, second.repeats) == ("Gevolgen", 1, 1)
    assert (understood.questions, understood.wrong, understood.never) == (3, (), ())


def test_what_never_works_is_no_reason_to_refuse_it(officer):
    text = DEFINITION.replace("bool(answers('1.1'))", "bool(answers('1.2'))")
    form = imported(officer, text)
    [found] = queries.understood(form).never
    assert (found.where, found.wrong) == ("TOETS", False)
    assert text.splitlines()[found.line - 1] == "  - id: TOETS"
