"""An advice freezes its figures, is sent once, and reaches the directorate."""

from datetime import date

import pytest
from django.urls import reverse

from roeland.journal.queries import entries_of
from roeland.library.models import Document
from roeland.reporting.advice import figures, services
from roeland.reporting.advice.forms import AdviceForm, lines
from roeland.reporting.picture.narrowing import RUNNING
from roeland.work.models import Message
from tests.building.organisation import a_person, an_organisation
from tests.building.register import an_application
from tests.building.reporting import a_sent_advice, an_advice
from tests.reporting.conftest import client_of
from tests.reporting.register import fill

LIST, WRITE = reverse("reporting:advices"), reverse("reporting:write")
TYPED = {"title": "November", "see": "Veel is onbeslist.", "advise": "- Wijs eigenaars aan.\n\n• Begin bij zwaar."}
TYPED |= {"ask": "Wie beslist?", "dated": "2026-11-27"}


def values(document) -> dict[str, int]:
    return {each["code"]: each["value"] for each in document.figures}


@pytest.fixture
def register(town):
    return fill(town)


def test_the_figures_are_those_that_one_counts_by_hand(town, register):
    assert values(an_advice(town.manager)) == {
        "running": 5,
        "in_use": 3,
        "undecided": 2,
        "late": 1,
        "no_owner": 2,
        "owner_waits": 1,
        "forbidden": 0,
        "high": 1,
        "class_unknown": 2,
        "no_intake": 1,
        "open": 1,
        "personal": 1,
        "affects": 2,
        "affects_unknown": 2,
    }


def test_every_figure_is_about_what_runs(town, register):
    assert register.gone.phase not in RUNNING.phases
    assert values(an_advice(town.manager))["forbidden"] == 0


def test_figures_stay_when_the_register_changes(town, register, as_director):
    sent = a_sent_advice(town.manager)
    for number in range(3):
        an_application(town.organisation, f"Later {number}", phase="reported")
    sent.refresh_from_db()
    assert values(sent)["running"] == 5
    page = as_director.get(sent.get_absolute_url())
    assert page.context["figures"][0].value == 5


def test_a_next_advice_says_what_a_figure_was(town, register, as_manager):
    a_sent_advice(town.manager)
    an_application(town.organisation, "Later", phase="reported")
    following = an_advice(town.manager, "December")
    first = figures.shown(following.figures)[0]
    assert (first.value, first.was, first.moved) == (6, 5, True)
    page = as_manager.get(following.get_absolute_url()).content.decode()
    assert "was 5, nu" in page
    assert "Advies van november" in page


def test_a_figure_that_did_not_move_says_nothing_of_before(town, register):
    a_sent_advice(town.manager)
    assert not any(figure.moved for figure in figures.shown(an_advice(town.manager).figures))


def test_a_draft_is_not_what_the_next_advice_is_compared_with(town, register):
    an_advice(town.manager)
    assert an_advice(town.manager).previous is None


def test_a_code_of_an_older_version_keeps_its_number():
    (shown,) = figures.shown([{"code": "long-gone", "value": 7}])
    assert (shown.label, shown.value, shown.moved) == ("long-gone", 7, False)


def test_sending_tells_everybody_in_the_directorate_once_and_not_the_sender(town):
    both = a_person(town.organisation, "Bo Beide", role="directorate")
    a_person(town.organisation, "Rik Weg", role="directorate", active=False)
    sent = a_sent_advice(town.manager)
    told = Message.objects.filter(code="advice_sent", subject_id=sent.pk)
    assert {message.person for message in told} == {town.director, both}


def test_without_a_directorate_it_can_be_sent_all_the_same(db):
    alone = a_person(an_organisation("Dorp"), "Ada", role="information_manager")
    assert a_sent_advice(alone).sent_by == alone
    assert not Message.objects.exists()


def test_writing_keeps_a_draft_with_its_points(as_manager, town):
    answer = as_manager.post(WRITE, TYPED)
    document = Document.objects.get()
    assert answer.status_code == 302
    assert answer.url == document.get_absolute_url()
    assert document.body == {
        "see": "Veel is onbeslist.",
        "advise": ["Wijs eigenaars aan.", "Begin bij zwaar."],
        "ask": ["Wie beslist?"],
    }
    assert document.dated == date(2026, 11, 27)
    assert not Message.objects.exists()


@pytest.mark.parametrize("field", ["title", "see", "advise", "dated"])
def test_what_is_missing_is_said_and_nothing_typed_is_lost(as_manager, field):
    answer = as_manager.post(WRITE, TYPED | {field: ""})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    kept = next(name for name in ("see", "title") if name != field)
    assert TYPED[kept] in answer.content.decode()
    assert not Document.objects.exists()


def test_a_new_one_may_start_from_the_last_that_was_sent(as_manager, town):
    a_sent_advice(town.manager)
    assert "Wijs eigenaars aan." not in as_manager.get(WRITE).content.decode()
    page = as_manager.get(WRITE, {"last": ""}).content.decode()
    assert "Wijs eigenaars aan." in page


def test_changing_a_draft_keeps_its_figures_unless_one_asks_for_new_ones(as_manager, town, register):
    document = an_advice(town.manager)
    an_application(town.organisation, "Later", phase="reported")
    url = reverse("reporting:change", args=[document.pk])
    as_manager.post(url, TYPED | {"version": document.version})
    document.refresh_from_db()
    assert (document.title, values(document)["running"]) == ("November", 5)
    as_manager.post(url, TYPED | {"version": document.version, "renew": "on"})
    document.refresh_from_db()
    assert values(document)["running"] == 6


def test_who_comes_second_keeps_what_was_typed_and_can_still_keep_it(as_manager, town):
    document = an_advice(town.manager)
    url = reverse("reporting:change", args=[document.pk])
    seen = document.version
    as_manager.post(url, TYPED | {"title": "Van een collega", "version": seen})
    second = as_manager.post(url, TYPED | {"title": "Van mij", "version": seen})
    assert second.status_code == 409
    page = second.content.decode()
    assert "Een collega paste dit concept aan" in page
    assert "Van mij" in page
    document.refresh_from_db()
    assert document.title == "Van een collega"
    version = second.context["form"]["version"].value()
    assert as_manager.post(url, TYPED | {"title": "Van mij", "version": version}).status_code == 302
    document.refresh_from_db()
    assert document.title == "Van mij"


def test_a_mistake_in_a_change_is_said(as_manager, town):
    document = an_advice(town.manager)
    answer = as_manager.post(reverse("reporting:change", args=[document.pk]), TYPED | {"advise": "  "})
    assert answer.status_code == 422
    document.refresh_from_db()
    assert document.title == "Advies van november"


def test_sending_asks_first_and_says_who_gets_a_message(as_manager, town):
    document = an_advice(town.manager)
    url = reverse("reporting:send", args=[document.pk])
    assert "Dina Wouters" in as_manager.get(url).content.decode()
    document.refresh_from_db()
    assert document.is_draft
    as_manager.post(url)
    document.refresh_from_db()
    assert document.sent_by == town.manager
    assert entries_of(town.organisation.pk, document).first().verb == "document.sent"


@pytest.mark.parametrize("page", ["reporting:change", "reporting:send"])
def test_what_was_sent_leads_back_to_its_page(as_manager, town, page):
    sent = a_sent_advice(town.manager)
    url = reverse(page, args=[sent.pk])
    for answer in (as_manager.get(url), as_manager.post(url, TYPED)):
        assert (answer.status_code, answer.url) == (302, sent.get_absolute_url())
    sent.refresh_from_db()
    assert sent.title == "Advies van november"


def test_a_draft_is_open_only_to_who_writes(town, as_director, as_manager):
    draft, sent = an_advice(town.manager, "Nog niet af"), a_sent_advice(town.manager, "Wel af")
    assert as_director.get(draft.get_absolute_url()).status_code == 403
    assert as_director.get(sent.get_absolute_url()).status_code == 200
    listed = as_director.get(LIST).content.decode()
    assert "Wel af" in listed
    assert "Nog niet af" not in listed
    assert "Nog niet af" in as_manager.get(LIST).content.decode()


def test_who_reads_advice_finds_an_empty_list_that_explains(as_director, as_manager):
    assert "Er is nog geen advies verstuurd" in as_director.get(LIST).content.decode()
    assert "Schrijf op wat je ziet" in as_manager.get(LIST).content.decode()


def test_an_employee_reads_no_advice(town):
    sent = a_sent_advice(town.manager)
    client = client_of(town.employee)
    assert {client.get(url).status_code for url in (LIST, WRITE, sent.get_absolute_url())} == {403}


def test_an_advice_of_another_organisation_does_not_exist(town):
    stranger = client_of(a_person(an_organisation("Elders"), "Vreemd", role="information_manager"))
    draft = an_advice(town.manager)
    for page in ("reporting:advice", "reporting:change", "reporting:send"):
        assert stranger.get(reverse(page, args=[draft.pk])).status_code == 404
    assert stranger.post(reverse("reporting:send", args=[draft.pk])).status_code == 404
    draft.refresh_from_db()
    assert draft.is_draft
    assert services.last_sent(town.organisation) is None


def test_what_somebody_types_is_shown_as_text(as_manager, town):
    body = {"see": "<script>x</script>", "advise": ["<b>vet</b>"], "ask": []}
    page = as_manager.get(an_advice(town.manager, body=body).get_absolute_url()).content.decode()
    assert "<script>x" not in page
    assert "&lt;b&gt;vet" in page


@pytest.mark.parametrize(
    ("text", "points"), [("", []), (" - a \n\n* b\n• c", ["a", "b", "c"]), ("5 punten", ["5 punten"])]
)
def test_each_line_is_a_point(text, points):
    assert lines(text) == points


def test_the_form_says_how_long_a_text_may_be():
    form = AdviceForm(TYPED | {"see": "x" * 5000})
    assert "see" in form.errors
