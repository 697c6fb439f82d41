"""The pages of destruction: what is due, proposing, the second person, the certificate, holding back."""

from uuid import uuid4

import pytest
from django.urls import reverse

from roeland.organisation.models import Destruction, Hold
from roeland.register.models import Application, Phase
from roeland.register.services import enter_phase
from tests.building.organisation import a_person, an_organisation
from tests.building.register import a_reported_application, an_application
from tests.building.retention import LISTED, a_proposal, adopted, destroyed, later
from tests.house.doors import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return a_person(an_organisation(), "Geert", role="administrator")


@pytest.fixture
def second(administrator):
    return a_person(administrator.organisation, "Nele", role="information_manager")


@pytest.fixture
def retired(administrator):
    """An application that ended today, in a town that adopted its terms."""
    application = a_reported_application(administrator, "Oude hulp")
    enter_phase(application=application, phase=Phase.RETIRED, actor=administrator)
    adopted(administrator)
    return application


def kept_page(actor, kind="application", **query):
    return client_of(actor).get(reverse("organisation:kept", args=[kind]), query).content.decode()


def propose_on_page(actor, **fields):
    url = reverse("organisation:kept", args=["application"])
    return client_of(actor).post(url, {"which": "all", "ground": LISTED} | fields)


def test_the_page_shows_what_is_due_and_proposes_it(administrator, second, retired):
    with later():
        assert "AI-0001 Oude hulp" in kept_page(administrator)
        answer = propose_on_page(administrator, which="chosen", record=str(retired.pk))
        made = Destruction.objects.get()
        assert answer.url == made.get_absolute_url()
        assert "Nele" in client_of(administrator).get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"which": "chosen"}, "Je vinkte niets aan."),
        ({"which": "chosen", "record": "onzin"}, "Je vinkte niets aan."),
        ({"which": "chosen", "record": str(uuid4())}, "Niets hiervan mag nu weg"),
        ({"ground": ""}, "AI-0001 Oude hulp"),
    ],
)
def test_a_proposal_that_cannot_be_comes_back_with_what_to_do(administrator, second, retired, fields, sentence):
    with later():
        answer = propose_on_page(administrator, **fields)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Destruction.objects.exists()


def test_who_only_looks_finds_no_form_and_cannot_propose(administrator, retired):
    lawyer = a_person(administrator.organisation, role="dpo")
    with later():
        page = kept_page(lawyer)
        assert "AI-0001 Oude hulp" in page
        assert 'name="record"' not in page
        assert propose_on_page(lawyer).status_code == 403


def test_a_town_with_one_administrator_hears_who_else_could_confirm(administrator, retired):
    with later():
        page = kept_page(administrator)
        assert "Er is nog niemand die dit kan bevestigen." in page
        assert "Informatiemanager" in page
        made = a_proposal(administrator)
        assert "Er is nog niemand." in client_of(administrator).get(made.get_absolute_url()).content.decode()


def test_the_second_person_must_say_that_they_looked(administrator, second, retired):
    with later():
        made = a_proposal(administrator)
        client, url = client_of(second), reverse("organisation:confirm_destruction", args=[made.pk])
        answer = client.post(url)
        assert answer.status_code == 422
        assert Application.objects.filter(pk=retired.pk).exists()
        page = client.post(url, {"seen": "on"}, follow=True).content.decode()
    assert "Verklaring van vernietiging" in page
    assert not Application.objects.filter(pk=retired.pk).exists()


def test_the_certificate_comes_as_a_file(administrator, second, retired):
    with later():
        made = destroyed(administrator, second)
        client, url = client_of(administrator), reverse("organisation:certificate", args=[made.pk])
        lines = b"".join(client.get(url)).decode().splitlines()
        assert client.get(url, {"format": "pdf"}).status_code == 404
    assert len(lines) == 2
    for part in ("AI-0001 Oude hulp", str(retired.pk), LISTED, "Geert", "Nele", "Vernietigd"):
        assert part in lines[1]


def test_refusing_and_withdrawing_on_the_page(administrator, second, retired):
    with later():
        made = a_proposal(administrator)
        client = client_of(second)
        refuse = reverse("organisation:refuse_destruction", args=[made.pk])
        assert client.post(refuse).status_code == 422
        assert (
            "Er komt een audit."
            in client.post(refuse, {"refuse-reason": "Er komt een audit."}, follow=True).content.decode()
        )
        again = a_proposal(administrator)
        withdraw = reverse("organisation:withdraw_destruction", args=[again.pk])
        assert "Ingetrokken" in client_of(administrator).post(withdraw, follow=True).content.decode()
        late = client.post(reverse("organisation:confirm_destruction", args=[again.pk]), {"seen": "on"}, follow=True)
    assert "Iemand heeft dit al beantwoord" in late.content.decode()


def test_holding_back_and_letting_go_on_the_page(administrator, retired):
    client = client_of(administrator)
    assert "Oude hulp" in kept_page(administrator, q="AI-0001")
    url = reverse("organisation:hold_back", args=["application", retired.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    page = client.post(url, {"reason": "Er loopt een bezwaar."}, follow=True).content.decode()
    assert "Er loopt een bezwaar." in page
    assert "Oude hulp" in client.get(reverse("organisation:retention")).content.decode()
    let_go = client.post(Hold.objects.get().get_absolute_url(), {"reason": "Klaar."}, follow=True).content.decode()
    assert "Klaar." in let_go


def test_an_application_in_use_is_found_to_be_held_back(administrator):
    an_application(administrator.organisation, "Levende hulp", phase=Phase.PRODUCTION)
    assert "Levende hulp" in kept_page(administrator, q="levende")
    assert "Niets gevonden." in kept_page(administrator, q="zzz")


def test_a_kind_that_is_kept_for_good_says_so(administrator):
    assert "Roeland bewaart dit blijvend." in kept_page(administrator, "certificate")
