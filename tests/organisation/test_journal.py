"""Reading the journal: lines as sentences, with the names of today."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from roeland.content import shipped
from roeland.journal.models import Entry
from roeland.journal.queries import entries_of
from roeland.journal.services import erase_detail, record, seal
from roeland.organisation import panels, services
from roeland.organisation.lines import lines
from roeland.organisation.models import Unit
from tests.building.organisation import a_person, a_unit

JOURNAL = "/organisation/journal/"


def told(organisation) -> list[str]:
    return [str(line.sentence) for line in lines(organisation.pk, entries_of(organisation.pk), linked=False)]


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def reader(city):
    return a_person(city, "Rita Reader", role="information_manager")


def test_a_line_says_who_did_what_to_whom(city, administrator, employee):
    services.give_role(person=employee, role="lawyer", actor=administrator)
    assert told(city) == ["<strong>Adam Administrator</strong> gaf een rol aan <strong>Emma Employee</strong>."]


def test_a_choice_that_changed_is_told_in_words(city, employee):
    with transaction.atomic():
        record(
            "organisation.created",
            subject=city,
            actor=None,
            fields=["jurisdiction"],
            values={"jurisdiction": ["NL", "BE-VLG"]},
        )
    change = lines(city.pk, entries_of(city.pk))[0].changes[0]
    assert (change.was, change.now) == ("Nederland", "Vlaanderen")


def test_an_answer_to_the_intake_names_the_question_in_words(city, employee):
    with transaction.atomic():
        record("intake.settled", subject=employee, actor=employee, fields=["personal_data", "of_an_older_version"])
    unknown, known = lines(city.pk, entries_of(city.pk))[0].changes
    assert known.name == shipped.text("intake", "personal_data", "nl").label
    assert (known.shown, unknown.name) == (False, "of_an_older_version")


def test_names_are_those_of_today(city, administrator, employee):
    services.change_person(person=employee, function="Jurist", actor=administrator)
    services.change_person(person=administrator, name="Ada Administrator", actor=None)
    assert "Ada Administrator" in told(city)[1]


def test_what_roeland_did_itself_and_who_is_gone_are_said(city, employee):
    services.change_person(person=employee, function="Jurist", actor=None)
    with transaction.atomic():
        gone = a_unit(city, "Gone")
        record("unit.added", subject=gone, actor=None)
        Unit.objects.filter(pk=gone.pk).update(entity=None)
        gone.delete()
    assert told(city) == [
        "<strong>Roeland</strong> voegde het onderdeel <strong>iets dat er niet meer is</strong> toe.",
        "<strong>Roeland</strong> paste de gegevens van <strong>Emma Employee</strong> aan.",
    ]


def test_a_line_shows_what_changed_until_the_details_are_erased(city, administrator, employee):
    services.change_person(person=employee, function="Jurist", actor=administrator)
    (line,) = lines(city.pk, entries_of(city.pk))
    assert [(change.name, change.was, change.now) for change in line.changes] == [("functie", "", "Jurist")]
    with transaction.atomic():
        erase_detail(entry=line.entry, ground="AVG art. 17", actor=administrator)
    line = lines(city.pk, entries_of(city.pk))[-1]
    assert line.erased
    assert [(change.name, change.shown) for change in line.changes] == [("functie", False)]


def test_keys_are_never_shown_as_values(city, employee, department):
    services.change_person(person=employee, unit=department, actor=None)
    (line,) = lines(city.pk, entries_of(city.pk))
    assert [change.shown for change in line.changes] == [False]


def test_every_verb_is_a_sentence_in_both_languages():
    for verb in shipped.document("verbs").meaning.verbs:
        for language in ("nl", "en"):
            sentence = shipped.text("verbs", verb, language).label
            assert sentence.format(actor="A", subject="S").endswith("."), (verb, language)


def test_many_lines_cost_a_fixed_number_of_queries(city, administrator, django_assert_max_num_queries):
    for number in range(20):
        services.add_person(organisation=city, name=f"Person {number}", actor=administrator)
    with django_assert_max_num_queries(3):
        lines(city.pk, entries_of(city.pk))


def test_the_journal_is_for_who_may_read_it_all(signed_in, reader, employee):
    assert signed_in(reader).get(JOURNAL).status_code == 200
    assert signed_in(employee).get(JOURNAL).status_code == 403


def test_another_organisations_lines_are_never_shown(signed_in, reader, elsewhere):
    services.add_person(organisation=elsewhere, name="Stranger Danger", actor=None)
    assert "Stranger" not in text(signed_in(reader).get(JOURNAL))


def test_the_journal_is_narrowed_to_a_kind_and_a_period(signed_in, city, reader):
    services.add_person(organisation=city, name="Nora", actor=None)
    services.add_unit(organisation=city, name="Groen", actor=None)
    client = signed_in(reader)
    only_units = text(client.get(JOURNAL, {"kind": "unit"}))
    assert "Groen" in only_units
    assert "Nora" not in only_units
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    today = timezone.localdate().isoformat()
    assert "Geen regels" in text(client.get(JOURNAL, {"since": tomorrow}))
    assert "Nora" in text(client.get(JOURNAL, {"since": today, "until": today}))


def test_a_date_that_does_not_exist_is_explained(signed_in, reader):
    assert 'role="alert"' in text(signed_in(reader).get(JOURNAL, {"since": "2026-02-31"}))


def test_older_lines_follow_without_gaps_or_repeats(signed_in, city, reader):
    for number in range(120):
        services.add_person(organisation=city, name=f"Person {number:03}", actor=None)
    client, page, seen = signed_in(reader), client_page(signed_in(reader)), []
    while True:
        seen += [line.entry.pk for line in page["lines"]]
        if not page["older"]:
            break
        page = client_page(client, before=page["older"])
    assert len(seen) == len(set(seen)) == Entry.objects.filter(organisation=city.pk).count()


def client_page(client, **query):
    return client.get(JOURNAL, query).context


def test_the_journal_says_up_to_when_it_is_sealed(signed_in, city, reader):
    services.add_person(organisation=city, name="Nora", actor=None)
    client = signed_in(reader)
    assert "1 regel wacht" in text(client.get(JOURNAL))
    seal(city.pk)
    page = text(client.get(JOURNAL))
    assert "zegel 1" in page
    assert "0 regels wachten" in page


def test_the_history_of_one_thing_is_for_who_handles_it(signed_in, city, reader, employee):
    nora = services.add_person(organisation=city, name="Nora", actor=None)
    page = reverse("organisation:history", args=[nora.pk])
    assert "voegde" in text(signed_in(reader).get(page))
    assert signed_in(employee).get(page).status_code == 403


def test_ones_own_history_is_open(signed_in, employee):
    services.change_person(person=employee, function="Jurist", actor=None)
    assert signed_in(employee).get(reverse("organisation:history", args=[employee.pk])).status_code == 200


def test_the_history_of_a_thing_elsewhere_or_of_nothing_is_not_found(signed_in, reader, elsewhere):
    stranger = services.add_person(organisation=elsewhere, name="X", actor=None)
    client = signed_in(reader)
    assert client.get(reverse("organisation:history", args=[stranger.pk])).status_code == 404
    assert client.get(reverse("organisation:history", args=[reader.pk])).status_code == 404


def request_of(person):
    request = RequestFactory().get("/")
    request.person = person
    return request


def test_the_home_panel_shows_an_employee_the_own_acts_only(city, administrator, employee, reader):
    services.add_person(organisation=city, name="Nora", actor=administrator)
    assert panels.recent(request_of(employee)).context["lines"] == []
    assert len(panels.recent(request_of(administrator)).context["lines"]) == 1
    assert panels.recent(request_of(reader)).context["everything"]


def test_the_panel_of_a_dossier_is_for_who_handles_it(city, administrator, employee, reader):
    nora = services.add_person(organisation=city, name="Nora", actor=None)
    assert panels.journal(request_of(employee), nora) is None
    assert len(panels.journal(request_of(reader), nora).context["lines"]) == 1
