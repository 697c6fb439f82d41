"""Which applications in the register are likely the one that somebody describes, and telling two apart."""

import pytest
from django.utils import translation

from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.register import resembling, services
from roeland.register.likeness import Described
from roeland.register.models import Application, Phase, Relation
from tests.building.organisation import a_person
from tests.building.register import a_reported_application, an_application


def likely(organisation, *described):
    return [each.application.name for each in resembling.likely(organisation, Described(*described))]


@pytest.fixture
def writer(employee):
    return a_reported_application(employee, "Schrijfhulp voor klare taal", supplier="Klaarschrift", product="Klaar Pro")


@pytest.mark.parametrize(
    "described",
    [
        ("Schijfhulp klare taal",),
        ("Brieven herschrijven", "", "", "Klaar Pro"),
        ("Klaar Pro voor het loket",),
        ("Klare schrijfhulp", "", "Klaarschrift nv"),
    ],
)
def test_a_likely_one_is_found(town, writer, described):
    a_reported_application(writer.reporter, "Kentekenscan")
    assert likely(town, *described) == ["Schrijfhulp voor klare taal"]


@pytest.mark.parametrize("described", [("Kentekenscan",), ("Planning", "", "Klaarschrift"), ("", "")])
def test_anything_else_is_not(town, writer, described):
    assert likely(town, *described) == []


def test_the_same_name_is_found_however_many_share_its_word(town, employee):
    for number in range(60):
        a_reported_application(employee, f"Chatbot nummer{number}", purpose="")
    a_reported_application(employee, "Chatbot", purpose="")
    assert likely(town, "Chatbot") == ["Chatbot"]


def test_at_most_five_are_found_the_likeliest_first(town, employee):
    for number in range(7):
        a_reported_application(employee, f"Notulen van vergaderingen bij team{number}")
    a_reported_application(employee, "Notulen van vergaderingen", supplier="Notulia")
    found = likely(town, "Notulen van vergaderingen", "", "Notulia")
    assert len(found) == 5
    assert found[0] == "Notulen van vergaderingen"


def test_another_organisation_is_never_likely(other_town, writer):
    assert likely(other_town, "Schrijfhulp voor klare taal") == []


def test_the_reasons_are_said_in_words(town, writer):
    (found,) = resembling.likely(town, Described("Schrijfhulp klare taal", supplier="Klaarschrift"))
    with translation.override("nl"):
        assert found.why == "bijna dezelfde naam, dezelfde leverancier"


@pytest.mark.parametrize("phase", [Phase.RETIRED, Phase.REJECTED, Phase.STOPPED])
def test_what_is_no_longer_used_is_shown_but_cannot_be_joined(town, writer, phase):
    Application.objects.update(phase=phase)
    (found,) = resembling.likely(town, Described("Schrijfhulp voor klare taal"))
    assert not found.can_be_joined


@pytest.fixture
def twin(employee):
    return a_reported_application(employee, "Schrijfhulp klare taal")


def test_a_pair_that_was_told_apart_is_not_likely_any_more_for_either(writer, twin, employee):
    assert [each.application for each in resembling.likely_for(twin)] == [writer]
    services.tell_apart(application=twin, other=writer, reason=" Die is voor kinderen. ", actor=employee)

    assert resembling.likely_for(twin) == resembling.likely_for(writer) == []
    row = Relation.objects.get()
    assert (row.kind, row.reason, row.said_by) == ("another", "Die is voor kinderen.", employee)
    entry = Entry.objects.get(verb="application.told_apart")
    assert (entry.subject, entry.reason) == (twin.pk, "Die is voor kinderen.")


def test_who_tells_apart_again_replaces_the_reason(writer, twin, employee, manager):
    services.tell_apart(application=twin, other=writer, reason="Eerst.", actor=employee)
    services.tell_apart(application=twin, other=writer, reason="Beter.", actor=manager)
    assert Relation.objects.get().reason == "Beter."


def test_telling_apart_is_refused_without_a_reason_or_without_the_right(town, other_town, writer, twin, employee):
    with pytest.raises(services.NoReason):
        services.tell_apart(application=twin, other=writer, reason="  ", actor=employee)
    with pytest.raises(services.OneAndTheSame):
        services.tell_apart(application=twin, other=twin, reason="Anders.", actor=employee)
    with pytest.raises(NotPermitted):
        services.tell_apart(application=twin, other=writer, reason="Anders.", actor=a_person(town))
    with pytest.raises(OtherOrganisation):
        services.tell_apart(application=twin, other=an_application(other_town), reason="Anders.", actor=employee)
    assert not Relation.objects.exists()


def alike(one):
    return f"/register/{one.pk}/alike/"


def page_of(one, other):
    return f"/register/{one.pk}/apart/{other.pk}/"


def test_the_dossier_of_a_new_one_shows_what_it_looks_like_only_to_who_handles_it(
    client, town, writer, twin, as_manager
):
    assert alike(twin) in as_manager.get(twin.get_absolute_url()).content.decode()
    for headers in ({}, {"HX-Request": "true"}):
        found = as_manager.get(alike(twin), headers=headers).content.decode()
        assert "Misschien dezelfde: bijna dezelfde naam." in found
        assert page_of(twin, writer) in found

    client.force_login(a_person(town).user)
    assert alike(twin) not in client.get(twin.get_absolute_url()).content.decode()
    assert client.get(alike(twin)).status_code == 403


def test_nothing_that_looks_like_it_is_said_in_words(as_manager, town):
    alone = an_application(town, name="Parkeersensoren")
    assert "Niets in het register lijkt erop." in as_manager.get(alike(alone)).content.decode()


def test_what_is_decided_is_not_compared_again(as_manager, writer, twin):
    Application.objects.filter(pk=twin.pk).update(phase=Phase.PRODUCTION)
    assert alike(twin) not in as_manager.get(twin.get_absolute_url()).content.decode()


def test_who_said_why_they_are_two_is_named_only_to_who_handles_it(client, town, writer, twin, employee, as_manager):
    services.tell_apart(application=twin, other=writer, reason="Die is voor kinderen.", actor=employee)
    for one in (twin, writer):
        page = as_manager.get(one.get_absolute_url()).content.decode()
        assert f"Een andere. {employee.name} zei: “Die is voor kinderen.”" in page
    client.force_login(a_person(town, "Zoë Bos").user)
    page = client.get(twin.get_absolute_url()).content.decode()
    assert "Een andere, want: “Die is voor kinderen.”" in page
    assert employee.name not in page


def test_telling_apart_on_the_page(as_manager, writer, twin):
    assert "Het zijn er twee" in as_manager.get(page_of(twin, writer)).content.decode()
    bare = as_manager.post(page_of(twin, writer), {"reason": " "})
    assert bare.status_code == 422
    answer = as_manager.post(page_of(twin, writer), {"reason": "Die is voor kinderen."})
    assert answer.url == twin.get_absolute_url()
    assert Relation.objects.get().other == writer


def test_the_other_one_must_be_of_the_same_organisation(as_manager, twin, other_town):
    stranger = an_application(other_town)
    assert as_manager.post(page_of(twin, stranger), {"reason": "Anders."}).status_code == 404
    assert as_manager.get(page_of(twin, twin)).status_code == 404
    assert not Relation.objects.exists()
