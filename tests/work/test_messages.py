import pytest

from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.work import notices, queries, services
from roeland.work.models import Message, OutgoingMail
from tests.building.organisation import a_person, an_organisation

pytestmark = pytest.mark.django_db


def tell(persons, subject, actor=None):
    return services.tell(code="decision_taken", persons=persons, subject=subject, actor=actor)


@pytest.mark.usefixtures("at_once")
def test_everybody_is_told_once(leen, bart, chatbot):
    tell([leen, bart, leen], chatbot)
    assert queries.unread_count(leen) == queries.unread_count(bart) == 1
    assert OutgoingMail.objects.count() == 2


def test_reading_counts_the_first_time(leen, chatbot):
    message = tell([leen], chatbot)[0]
    services.read(message=message, actor=leen)
    first = Message.objects.get().read_at
    services.read(message=message, actor=leen)
    assert Message.objects.get().read_at == first
    assert queries.unread_count(leen) == 0


def test_nobody_reads_the_message_of_another(leen, bart, chatbot):
    message = tell([leen], chatbot)[0]
    with pytest.raises(NotPermitted):
        services.read(message=message, actor=bart)
    assert queries.unread_count(leen) == 1


def test_reading_everything_leaves_the_messages_of_others(leen, bart, chatbot):
    tell([leen, bart], chatbot)
    tell([leen], chatbot)
    assert services.read_all(actor=leen) == 2
    assert queries.unread_count(bart) == 1


def test_the_newest_message_comes_first(leen, chatbot):
    first, second = tell([leen], chatbot)[0], tell([leen], chatbot)[0]
    assert list(queries.messages(leen)) == [second, first]


def test_an_unknown_message_is_refused(leen, chatbot):
    with pytest.raises(notices.UnknownNotice):
        services.tell(code="take_decision", persons=[leen], subject=chatbot, actor=None)


def test_nobody_is_told_about_another_organisation(leen, chatbot):
    with pytest.raises(OtherOrganisation):
        tell([leen, a_person(an_organisation())], chatbot)
    assert not Message.objects.exists()
    assert not OutgoingMail.objects.exists()
