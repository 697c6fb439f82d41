import pytest

from roeland.journal import services
from roeland.journal.models import Detail, Entry
from tests.building.organisation import a_person, an_organisation
from tests.journal.acting import act

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return an_organisation()


def test_erasing_keeps_that_it_happened_by_whom_and_on_which_ground(organisation):
    officer = a_person(organisation)
    entry = act(organisation, values={"name": ["", "Ann"]})
    erasure = services.erase_detail(entry=entry, ground="Request of 3 March, GDPR art. 17", actor=officer)
    assert not Detail.objects.exists()
    assert (erasure.verb, erasure.subject, erasure.actor) == ("detail.erased", entry.pk, officer.pk)
    assert erasure.reason == "Request of 3 March, GDPR art. 17"


def test_the_digest_stays_and_the_chain_still_verifies(organisation):
    entry = act(organisation, values={"name": ["", "Ann"]})
    services.seal(organisation.pk)
    services.erase_detail(entry=entry, ground="GDPR art. 17", actor=None)
    services.seal(organisation.pk)
    assert Entry.objects.get(pk=entry.pk).detail_digest == entry.detail_digest != ""
    assert services.verify(organisation.pk).ok


def test_nothing_is_erased_without_a_ground(organisation):
    entry = act(organisation, values={"name": ["", "Ann"]})
    with pytest.raises(services.GroundMissing):
        services.erase_detail(entry=entry, ground="  ", actor=None)
    assert Detail.objects.exists()


def test_what_is_erased_cannot_be_erased_again(organisation):
    entry = act(organisation, values={"name": ["", "Ann"]})
    services.erase_detail(entry=entry, ground="GDPR art. 17", actor=None)
    with pytest.raises(services.NothingToErase):
        services.erase_detail(entry=entry, ground="GDPR art. 17", actor=None)


def test_an_entry_without_details_has_nothing_to_erase(organisation):
    entry = act(organisation)
    with pytest.raises(services.NothingToErase):
        services.erase_detail(entry=entry, ground="GDPR art. 17", actor=None)
    assert Entry.objects.count() == 1
