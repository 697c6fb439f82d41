"""When what a body advised on is destroyed, that it advised stays, and no word of what it was about."""

import pytest
from django.db import transaction

from roeland.bodies.models import AgendaItem, Paper
from roeland.bodies.services import put_on_agenda
from roeland.files.models import StoredFile
from roeland.journal.models import Entry
from roeland.organisation.retention.removing import Removal
from roeland.register.models import Application
from tests.building.bodies import a_body, a_paper, a_session, an_item
from tests.building.organisation import a_person, an_organisation
from tests.building.register import an_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return a_person(an_organisation(), "Ilse", role="information_manager")


@pytest.fixture
def application(manager):
    return an_application(manager.organisation, "Gezichten tellen")


@pytest.fixture
def item(manager, application):
    """Something about the application, on the agenda of a session, with an advice and a paper."""
    body = a_body(manager)
    a_session(body, manager)
    made = put_on_agenda(
        body=body, title="Gezichten tellen", question="Mag Gezichten tellen?", actor=manager, subject=application
    )
    a_paper(made, manager)
    AgendaItem.objects.filter(pk=made.pk).update(outcome="negative", text="Geen gezichten.", conditions="Nooit.")
    return made


def destroyed(application):
    with transaction.atomic():
        removal = Removal(organisation=application.organisation, ground="archief", actor=None)
        removal.take(Application, [application.pk])
    return removal


def test_the_item_stays_with_its_outcome_and_says_nothing_of_what_it_was_about(item, application):
    destroyed(application)
    kept = AgendaItem.objects.get(pk=item.pk)
    assert (kept.outcome, kept.session) == ("negative", item.session)
    assert (kept.subject_id, kept.question, kept.conditions, kept.text) == (None, "", "", "")
    assert "Gezichten" not in kept.title
    assert kept.title


def test_its_papers_go_with_their_files(item, application):
    removal = destroyed(application)
    assert not Paper.objects.exists()
    assert not StoredFile.objects.exists()
    assert len(removal.files) == 1


def test_what_is_about_something_else_stays_as_it_is(item, application, manager):
    other = an_item(item.session, manager, "Welke drie ideeën?")
    a_paper(other, manager)
    destroyed(application)
    other.refresh_from_db()
    assert other.title == "Welke drie ideeën?"
    assert Paper.objects.get().item == other


def test_the_journal_still_tells_that_it_stood_on_the_agenda(item, application):
    destroyed(application)
    assert Entry.objects.filter(subject=item.pk, verb="session.item_added").exists()
