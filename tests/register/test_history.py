"""What stood in an application at a moment can be read again, and what nobody can know any more is said."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roeland.journal.models import Entry
from roeland.journal.services import erase_detail, record
from roeland.register import history, services
from roeland.register.history import Gap
from roeland.register.models import Application
from roeland.register.parts import standing
from roeland.register.queries import dossier
from roeland.register.views.history import ON_A_PAGE
from tests.building.assessments import SPELLING, a_classification
from tests.building.organisation import a_person
from tests.building.register import a_reported_application, an_application
from tests.register.importing import a_record, as_bytes, bring_in


@pytest.fixture
def application(employee) -> Application:
    return a_reported_application(employee)


def edit(application, actor, section="identity", **changes):
    services.edit_section(application=application, section=section, changes=changes, actor=actor)


def stands(application) -> Application:
    return dossier(application.organisation, application.pk)


def then(application, moment):
    return history.at(stands(application), moment)


def url(name, application) -> str:
    return reverse(f"register:{name}", args=[application.pk])


# Rebuilding ----------------------------------------------------------------------------------------------------------

TEXT = st.text("aé <&\n-1.", max_size=12)
LINE = TEXT.map(lambda text: text.replace("\n", " "))
MONEY = st.none() | st.decimals(min_value=0, max_value=9999, places=2)
PAIRS = st.lists(st.tuples(LINE, st.just("https://a.test")).map(list), max_size=2)
EDITS = st.one_of(
    st.tuples(
        st.just("identity"), st.fixed_dictionaries({}, optional={"summary": TEXT, "supplier": LINE, "labels": LINE})
    ),
    st.tuples(st.just("people"), st.fixed_dictionaries({}, optional={"users": TEXT, "cost_once": MONEY})),
    st.tuples(
        st.just("responsible-use"), st.fixed_dictionaries({}, optional={"goal": TEXT, "lawful_basis_links": PAIRS})
    ),
    st.tuples(st.just("general"), st.fixed_dictionaries({"category": st.lists(st.sampled_from("abc"), unique=True)})),
    st.tuples(st.just("owner"), st.sampled_from([None, "manager", "colleague"])),
    st.tuples(st.just("dataset"), st.sampled_from(["own", "bought", "open"])),
    st.tuples(st.just("relation"), st.sampled_from(["replaces", "<feeds", "beside"])),
)


def act(application, kind, said, people, other):
    if kind == "owner":
        services.appoint(application=application, duty="owner", person=people.get(said), actor=people["manager"])
    elif kind == "dataset":
        part = standing.datasets_used(application).first()
        more = {"name": "Dossiers", "personal": "yes", "actor": people["manager"], "part": part}
        services.put_dataset(application=application, origin=said, **more)
    elif kind == "relation":
        part = next(iter(standing.relations(application)), None)
        more = {"actor": people["manager"], "part": part, "reason": said}
        services.put_relation(application=application, other=other, kind=said, **more)
    else:
        edit(application, people["manager"], kind, **said)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(EDITS, min_size=1, max_size=7))
def test_whatever_is_edited_each_moment_can_be_rebuilt(town, employee, manager, edits):
    application, other = a_reported_application(employee), an_application(town, "Ander")
    people = {"manager": manager, "colleague": employee, None: None}
    seen = [(timezone.now(), history.now(stands(application)))]
    for kind, said in edits:
        act(application, kind, said, people, other)
        seen.append((timezone.now(), history.now(stands(application))))
    for moment, values in seen:
        assert then(application, moment) == values


def test_every_field_of_the_form_and_every_part_is_in_the_history(application):
    assert set(history.now(stands(application))) == set(history.FIELDS)


def test_before_it_came_in_it_was_not_there(application):
    values = then(application, application.created_at - timedelta(seconds=1))
    assert set(values.values()) == {Gap.ABSENT}


def test_what_was_erased_is_said_and_an_older_value_is_still_known(application, manager):
    moments = [timezone.now()]
    for name in ("Een", "Twee", "Drie"):
        edit(application, manager, name=name)
        moments.append(timezone.now())
    entry = Entry.objects.filter(verb="application.edited").order_by("at")[1]
    erase_detail(entry=entry, ground="Er stond een naam in.", actor=manager)
    assert [then(application, moment)["name"] for moment in moments] == [
        "Vergunningen-assistent",
        Gap.ERASED,
        "Twee",
        "Drie",
    ]


def test_what_an_import_brought_again_can_be_read_back(town):
    law = [{"title": "Wet A", "link": "https://wet.test"}]
    bring_in(town, as_bytes(a_record(goal="<p>Oud</p>", provider="A bv", lawful_basis_grouping=law, soort="x")))
    application, moment = Application.objects.get(), timezone.now()
    bring_in(town, as_bytes(a_record(goal="<p>Nieuw</p>", provider="B bv", soort="y")))
    stood, now = then(application, moment), history.now(stands(application))
    fields = ("goal", "provider", "lawful_basis_links")
    assert [stood[field] for field in fields] == ["Oud", "A bv", [["Wet A", "https://wet.test"]]]
    assert [now[field] for field in fields] == ["Nieuw", "B bv", []]
    changed = history.lines(application, history.changes(application, most=50))
    assert {one.field: (one.was.lines, one.now.lines) for one in changed}["leftovers"] == (["soort: x"], ["soort: y"])
    assert {one.was.gap for one in changed} == {""}


def test_what_no_act_recorded_is_said(employee, manager):
    application, moment = a_reported_application(employee), timezone.now()
    with transaction.atomic():
        record("application.edited", subject=application, actor=manager, fields=["goal"])
    assert then(application, moment)["goal"] == Gap.UNRECORDED


def test_the_phase_the_class_and_the_route_have_a_history_too(employee, desk):
    application = a_reported_application(employee)
    moment = timezone.now()
    a_classification(SPELLING, actor=employee, unit=desk, name="Andere")
    classified = Application.objects.get(name="Andere")
    assert then(application, moment)["phase"] == "reported"
    started = then(classified, classified.created_at)
    assert (started["ai_class"], started["route"], started["phase"]) == ("unknown", "unknown", "reported")
    assert history.now(stands(classified))["ai_class"] == "minimal"


def test_a_name_typed_like_a_gap_is_a_name(application, manager):
    edit(application, manager, summary="erased")
    moment = timezone.now()
    edit(application, manager, summary="Kort")
    entry = Entry.objects.filter(verb="application.edited").order_by("at")[1]
    erase_detail(entry=entry, ground="Vergissing.", actor=manager)
    found = {row.field: row for row in history.differences(stands(application), application.created_at, moment)}
    assert found["summary"].differs
    assert found["summary"].now.gap == "erased"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("cost_once", "1250.50", ["€ 1.250,50"]),
        ("cost_once", "", []),
        ("phase", "production", ["In gebruik"]),
        ("phase", "a phase of long ago", ["a phase of long ago"]),
        ("lawful_basis_links", [["Wet A", "https://a.test"], ["Wet B", ""]], ["Wet A – https://a.test", "Wet B"]),
        ("category", ["a", "b"], ["a", "b"]),
        ("summary", "een\ntwee", ["een", "twee"]),
        ("datasets", [["Dossiers", "own", "no", ""]], ["Dossiers (van onszelf, zonder persoonsgegevens)"]),
        ("goal", Gap.ERASED, []),
    ],
)
def test_old_values_are_read_in_words(field, value, words):
    assert history.in_words(field, value) == words


# Pages ---------------------------------------------------------------------------------------------------------------


def test_the_history_tells_who_changed_what_from_what_to_what(as_manager, application, manager):
    edit(application, manager, name="Nieuwe naam", summary="Kort gezegd")
    page = as_manager.get(url("history", application)).content.decode()
    assert all(words in page for words in ("Ilse Roels", "Vergunningen-assistent", "Nieuwe naam", "Kort gezegd"))


def test_the_reason_stands_with_the_change(as_manager, application, manager, town):
    sofie = a_person(town, "Sofie Baetens")
    asked = services.appoint(application=application, duty="owner", person=sofie, actor=manager)
    services.answer_appointment(appointment=asked, accepted=False, reason="Ik ga weg.", actor=sofie)
    page = as_manager.get(url("history", application)).content.decode()
    assert "Ik ga weg." in page
    assert "AI-eigenaar" in page


def test_questions_that_somebody_answered_are_no_fields(as_manager, application, manager):
    with transaction.atomic():
        record("intake.settled", subject=application, actor=manager, fields=["art22"])
    assert as_manager.get(url("history", application)).context["lines"] == []


def test_one_field_can_be_followed(as_manager, application, manager):
    edit(application, manager, name="Nieuwe naam", summary="Kort gezegd")
    page = as_manager.get(url("history", application), {"field": "summary"}).content.decode()
    assert "Kort gezegd" in page
    assert "Vergunningen-assistent</span>" not in page
    assert (
        "Niemand heeft dit veld veranderd"
        in as_manager.get(url("history", application), {"field": "goal"}).content.decode()
    )


def test_a_field_that_does_not_exist_is_explained(as_manager, application):
    assert as_manager.get(url("history", application), {"field": "secret"}).status_code == 422


def test_old_changes_stand_on_the_next_page(as_manager, application, manager):
    for number in range(ON_A_PAGE + 2):
        edit(application, manager, summary=f"Tekst {number:02}")
    first = as_manager.get(url("history", application), {"field": "summary"})
    assert len(first.context["lines"]) == ON_A_PAGE
    second = as_manager.get(url("history", application), {"field": "summary", "before": first.context["older"]})
    assert [line.now.lines for line in second.context["lines"]] == [["Tekst 01"], ["Tekst 00"]]


def test_a_page_of_history_costs_a_fixed_number_of_queries(
    as_manager, application, manager, django_assert_max_num_queries
):
    for number in range(12):
        edit(application, manager, summary=f"Tekst {number}")
    with django_assert_max_num_queries(13):
        as_manager.get(url("history", application))


def test_two_moments_are_compared(as_manager, application, manager):
    edit(application, manager, "people", cost_once=Decimal("10"))
    edit(application, manager, summary="Kort gezegd")
    Application.objects.update(created_at=application.created_at - timedelta(days=2))
    start = timezone.localtime(application.created_at - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%S")
    rows = as_manager.get(url("compare", application), {"since": start}).context["rows"]
    found = {row.field: (row.was.lines, row.now.lines) for row in rows}
    assert found == {"cost_once": ([], ["€ 10"]), "summary": ([], ["Kort gezegd"])}


def test_the_order_of_the_moments_does_not_matter(as_manager, application, manager):
    edit(application, manager, summary="Kort gezegd")
    early, late = "2020-01-01T00:00", "2099-01-01T00:00"
    one = as_manager.get(url("compare", application), {"since": early, "until": late}).context["rows"]
    other = as_manager.get(url("compare", application), {"since": late, "until": early}).context["rows"]
    assert one == other
    assert {row.was.gap for row in one} == {"absent"}


def test_what_stayed_the_same_is_shown_when_asked(as_manager, application):
    rows = as_manager.get(url("compare", application), {"all": "on"}).context["rows"]
    assert [row.field for row in rows] == list(history.FIELDS)


@pytest.mark.parametrize("typed", ["gisteren", "2026-02-31T10:00"])
def test_a_moment_that_is_none_is_explained_and_kept(as_manager, application, typed):
    answer = as_manager.get(url("compare", application), {"since": typed})
    assert answer.status_code == 422
    assert typed in answer.content.decode()


@pytest.mark.parametrize("name", ["history", "compare"])
def test_names_and_old_values_are_only_for_who_may_read_the_journal_of_it(application, town, other_town, client, name):
    client.force_login(a_person(town, "Buitenstaander").user)
    assert client.get(url(name, application)).status_code == 403
    assert url(name, application) not in client.get(application.get_absolute_url()).content.decode()
    client.force_login(a_person(other_town, role="information_manager").user)
    assert client.get(url(name, application)).status_code == 404


def test_a_field_that_was_changed_leads_to_what_stood_there(as_manager, application, manager):
    edit(application, manager, summary="Kort gezegd")
    page = as_manager.get(reverse("register:edit", args=[application.pk, "identity"])).content.decode()
    assert f"{url('history', application)}?field=summary" in page
    assert f"{url('history', application)}?field=name" not in page


def test_who_may_edit_but_not_read_the_journal_sees_no_such_way(application, manager, town, client):
    edit(application, manager, summary="Kort gezegd")
    client.force_login(a_person(town, "Els", role="application_manager").user)
    page = client.get(reverse("register:edit", args=[application.pk, "identity"])).content.decode()
    assert "Kort gezegd" in page
    assert url("history", application) not in page


def test_the_journal_names_fields_of_the_description_in_the_language_of_the_reader(as_manager, application, manager):
    edit(application, manager, "responsible-use", goal="Sneller")
    services.put_system(application=application, name="Zaken", direction="reads", actor=manager)
    page = as_manager.get(reverse("organisation:history", args=[application.pk])).content.decode()
    assert "doel en impact" in page
    assert "systemen" in page
