"""The colours and the logo of an organisation: tried, checked, stored, and only its own."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from roeland.files.models import StoredFile
from roeland.journal.queries import entries_of
from roeland.organisation import services
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.organisation.models import Organisation
from tests.building.organisation import a_person

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" onclick="alert(1)"/></svg>'


def address(name: str, *args) -> str:
    return reverse(f"organisation:{name}", args=args)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def again(city: Organisation) -> Organisation:
    return Organisation.objects.get(pk=city.pk)


def logo(content: bytes = SVG, name: str = "logo.svg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def with_logo(city: Organisation, administrator) -> Organisation:
    services.bring_logo(organisation=city, upload=logo(), actor=administrator)
    return services.use_logo(organisation=city, actor=administrator)


def painted(city: Organisation, bar: str = "#5a1020", action: str = "#7a1030") -> Organisation:
    return services.set_colours(organisation=city, bar_colour=bar, action_colour=action, actor=None)


# Colours -------------------------------------------------------------------------------------------------------------
def test_colours_are_tried_on_the_page_itself_and_stored_after_that(signed_in, city, administrator):
    client, asked = signed_in(administrator), {"bar_colour": "#5A1020", "action_colour": "7a1030"}
    page = client.get(address("appearance"), asked)
    assert "Dit is een proef" in text(page)
    assert "trial.css?bar_colour=%235a1020&amp;action_colour=%237a1030" in text(page)
    assert "#5a1020" in client.get(address("trial"), asked).content.decode()
    assert not again(city).has_own_colours
    client.post(address("appearance"), asked)
    assert (again(city).bar_colour, again(city).action_colour) == ("#5a1020", "#7a1030")
    assert entries_of(city.pk).first().verb == "organisation.colours_set"


def test_every_page_loads_the_own_colours_from_an_address_that_changes_with_them(signed_in, city, administrator):
    client = signed_in(administrator)
    assert "colours.css" not in text(client.get("/"))
    painted(city)
    first = address("stylesheet", city.pk, 1)
    assert f'href="{first}"' in text(client.get("/"))
    answer = client.get(first)
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    assert "--rl-topbar-bg: #5a1020" in answer.content.decode()
    painted(city, bar="#104020")
    assert f'href="{address("stylesheet", city.pk, 2)}"' in text(client.get("/"))


def test_a_colour_that_cannot_be_read_is_refused_with_its_contrast_and_a_better_one(signed_in, city, administrator):
    client, asked = signed_in(administrator), {"bar_colour": "#ffcc00", "action_colour": ""}
    for answer in (client.post(address("appearance"), asked), client.get(address("appearance"), asked)):
        assert answer.status_code == 422
        assert "het contrast is 1,5" in text(answer)
        assert "De dichtste kleur die wel kan, is #8f7200" in text(answer)
        assert 'value="#ffcc00"' in text(answer)
    assert not again(city).has_own_colours


@pytest.mark.parametrize("words", ["red", "#12", "#1c5096;}", "x" * 30])
def test_what_is_no_colour_is_refused_and_never_reaches_a_stylesheet(signed_in, city, administrator, words):
    client = signed_in(administrator)
    assert client.post(address("appearance"), {"bar_colour": words}).status_code == 422
    assert client.get(address("trial"), {"bar_colour": words}).status_code == 404
    assert not again(city).has_own_colours


def test_empty_colours_bring_back_those_of_roeland(signed_in, city, administrator):
    painted(city)
    client = signed_in(administrator)
    client.post(address("appearance"), {"bar_colour": "", "action_colour": ""})
    assert not again(city).has_own_colours
    assert "colours.css" not in text(client.get("/"))


def test_the_same_colours_are_no_news(city):
    painted(painted(city))
    assert again(city).looks_version == 1
    assert entries_of(city.pk).count() == 1


# Logo ----------------------------------------------------------------------------------------------------------------
def test_a_logo_is_looked_at_first_and_then_stands_on_every_page(signed_in, city, administrator, employee):
    client = signed_in(administrator)
    page = client.post(address("bring_logo"), {"logo": logo()}, follow=True)
    assert "Niemand anders ziet het al" in text(page)
    assert client.get(address("logo_draft")).status_code == 200
    assert "rl-logo" not in text(client.get("/"))
    client.post(address("use_logo"))
    shown = address("logo", city.pk, 1)
    assert f'src="{shown}"' in text(signed_in(employee).get("/"))
    assert entries_of(city.pk).first().verb == "organisation.logo_set"


def test_a_logo_is_served_as_a_picture_that_can_do_nothing(signed_in, city, administrator, employee):
    with_logo(city, administrator)
    answer = signed_in(employee).get(address("logo", city.pk, 1))
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"onclick" not in answer.content


def test_a_new_logo_takes_the_place_of_the_old_one_and_leaves_no_file(city, administrator):
    with_logo(city, administrator)
    with_logo(city, administrator)
    assert StoredFile.objects.filter(organisation=city.pk).count() == 1
    services.drop_logo(organisation=city, actor=administrator)
    assert again(city).logo is None
    assert not StoredFile.objects.exists()
    assert entries_of(city.pk).first().verb == "organisation.logo_removed"


def test_a_logo_that_was_only_looked_at_can_be_thrown_away(city, administrator):
    with_logo(city, administrator)
    services.bring_logo(organisation=city, upload=logo(), actor=administrator)
    services.drop_logo(organisation=city, actor=administrator)
    assert again(city).logo_draft is None
    assert again(city).logo is not None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"GIF89a", "SVG of een PNG"),
        (b"<svg>" + b" " * 300_000, "te groot"),
        (b"<svg><g></svg>", "beschadigd"),
        (b"<svg><style>a{}</style></svg>", "PNG"),
        (b"", "leeg"),
    ],
)
def test_what_is_no_logo_says_what_to_do(signed_in, city, administrator, content, said):
    answer = signed_in(administrator).post(address("bring_logo"), {"logo": logo(content)})
    assert answer.status_code == 422
    assert said in text(answer)
    assert not StoredFile.objects.exists()


def test_without_a_logo_there_is_nothing_to_fetch(signed_in, city, administrator):
    client = signed_in(administrator)
    assert client.get(address("logo", city.pk, 0)).status_code == 404
    assert client.get(address("logo_draft")).status_code == 404
    assert client.post(address("use_logo")).status_code == 302


# Who may -------------------------------------------------------------------------------------------------------------
def test_the_looks_of_another_organisation_do_not_exist(signed_in, administrator, elsewhere):
    with_logo(painted(elsewhere), a_person(elsewhere, role="administrator"))
    client = signed_in(administrator)
    for name in ("stylesheet", "logo"):
        assert client.get(address(name, elsewhere.pk, 2)).status_code == 404


@pytest.mark.parametrize("name", ["appearance", "trial", "logo_draft", "bring_logo", "use_logo", "drop_logo"])
def test_only_administrators_change_the_looks(signed_in, employee, name):
    client = signed_in(employee)
    assert {client.get(address(name)).status_code, client.post(address(name)).status_code} <= {403, 405}


def test_the_services_refuse_who_does_not_administer_this_organisation(city, employee, elsewhere):
    with pytest.raises(NotPermitted):
        services.set_colours(organisation=city, bar_colour="", action_colour="", actor=employee)
    stranger = a_person(elsewhere, role="administrator")
    with pytest.raises(OtherOrganisation):
        services.bring_logo(organisation=city, upload=logo(), actor=stranger)
