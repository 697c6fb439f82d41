"""The mails that Roeland would have sent, for who looks at the demonstration."""

import pytest
from django.urls import reverse

from roeland.organisation.models import Person
from roeland.work import mail
from roeland.work.models import OutgoingMail
from tests.building.organisation import a_person, an_organisation

PAGE = "/demo/mail/"


@pytest.fixture
def demonstrating(settings):
    settings.DEMO = True


def test_outside_a_demonstration_there_is_no_such_page(client, ghent):
    assert client.get(PAGE).status_code == 404


@pytest.mark.usefixtures("demonstrating")
class TestInADemonstration:
    def test_the_newest_mail_comes_first_with_to_whom_and_its_words(self, client, ghent):
        nele = Person.objects.get(organisation=ghent, name="Nele Callens")
        mail.put(person=nele, subject="De laatste", body="Kijk op http://localhost:8000/x/ <b>")
        page = client.get(PAGE)
        assert page.context["page"][0].subject == "De laatste"
        html = page.content.decode()
        assert "aan Nele Callens, nele@voorbeeld.invalid" in html
        assert "&lt;b&gt;" in html

    def test_what_a_real_organisation_mails_is_not_here(self, client, ghent):
        mail.put(person=a_person(an_organisation()), subject="Van een echte stad", body="Geheim")
        assert "Van een echte stad" not in client.get(PAGE).content.decode()

    def test_where_mail_really_goes_out_it_is_not_found(self, client, ghent, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        assert client.get(PAGE).status_code == 404
        assert PAGE not in client.get("/demo/").content.decode()

    def test_the_page_to_choose_a_person_leads_there(self, client, ghent):
        assert f'href="{reverse("demo:mails")}"' in client.get("/demo/").content.decode()

    def test_without_mail_it_says_how_to_get_one(self, client, ghent):
        OutgoingMail.objects.all().delete()
        assert "Nog geen mail" in client.get(PAGE).content.decode()
