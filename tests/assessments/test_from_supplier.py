"""Who reports an application can begin with what its supplier says of it; nothing comes along unseen."""

from django.urls import reverse

from roeland.assessments.models import Intake
from tests.building.organisation import a_person, a_unit, an_organisation
from tests.building.register import an_application

START = reverse("assessments:start")
SAYS = {"is_template": True, "goal": "<p>Vindt <b>auto's</b>.</p>", "risks": "Fouten bij mist."}


def a_reporter(client):
    town = an_organisation()
    person = a_person(town, "Ann Peeters", unit=a_unit(town, "Burgerzaken"))
    client.force_login(person.user)
    return person


def test_a_description_of_a_supplier_fills_in_the_form_and_is_shown(db, client):
    person = a_reporter(client)
    template = an_application(
        person.organisation, "Kentekenzoeker", summary="Telt auto's", supplier="Telbaar", description=SAYS
    )
    assert f"{START}?template={template.pk}" in client.get(START).content.decode()
    answer = client.get(START, {"template": str(template.pk)})
    form = answer.context["form"]
    assert [form[name].value() for name in ("name", "purpose", "supplier")] == [
        "Kentekenzoeker",
        "Telt auto's",
        "Telbaar",
    ]
    assert "Fouten bij mist." in answer.content.decode()


def test_what_the_supplier_says_comes_along_as_its_own_words(db, client):
    person = a_reporter(client)
    template = an_application(person.organisation, "Kentekenzoeker", description=SAYS)
    sent = {"name": "Onze zoeker", "purpose": "Handhaven", "unit": person.unit_id, "template": template.pk}
    assert client.post(START, sent).status_code == 302
    made = Intake.objects.get().application
    assert (made.name, made.purpose, made.reporter, made.phase) == ("Onze zoeker", "Handhaven", person, "reported")
    assert (made.description.is_template, made.description.risks) == (True, "Fouten bij mist.")
    template.refresh_from_db()
    assert template.name == "Kentekenzoeker"


def test_a_description_of_another_organisation_is_not_there(db, client):
    a_reporter(client)
    other = an_application(an_organisation("Gemeente Elders"), "Elders", description=SAYS)
    assert client.get(START, {"template": str(other.pk)}).status_code == 404
    assert client.get(START, {"template": "x"}).status_code == 404
    assert client.post(START, {"name": "A", "purpose": "B", "template": str(other.pk)}).status_code == 422
    assert not Intake.objects.exists()


def test_an_ordinary_application_is_no_description_to_begin_with(db, client):
    person = a_reporter(client)
    an_application(person.organisation, "Gewoon")
    assert "?template=" not in client.get(START).content.decode()
