"""What was exported comes in again as it was: nothing changes at home, and an empty organisation gets the same."""

from decimal import Decimal
from itertools import count

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Phase_
from hypothesis import strategies as st

from roeland.organisation.models import Organisation, Person, Unit
from roeland.register.columns import COLUMNS, Role, line, with_columns
from roeland.register.models import AIClass, Application, FieldOfUse, Phase, Route, Tag, Tagging
from tests.building.organisation import a_person, a_unit, an_organisation
from tests.building.register import an_application, an_information_manager
from tests.register.sheets import imported

# What a person can type, without what no sheet can hold or what every form strips.
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))
BEGINNINGS = st.sampled_from(["", "", "=1+1 ", "+", "-", "@", "'", "'=", "007", "1,5", "31-02-2026", "ja"])


def text(most: int, least: int = 0) -> st.SearchStrategy[str]:
    """Text as a field keeps it: without blanks around it."""
    made = st.builds(str.__add__, BEGINNINGS, st.text(LETTERS, max_size=most - 12))
    return made.map(str.strip).filter(lambda said: len(said) >= least)


MONEY = st.none() | st.decimals(0, 9_999_999, places=2).map(lambda amount: amount.quantize(Decimal("0.01")))
# Also with the signs that stand between labels, and the quotes around those that have one.
WORDS = (
    st.text(st.characters(codec="utf-8", categories=("Lu", "Ll", "Nd"), include_characters=' ,;|"'), max_size=20)
    .map(lambda said: " ".join(said.split()))
    .filter(bool)
)
# Only what a file may bring: a phase that follows from a decision is tested by itself.
PHASES = st.sampled_from([Phase.REPORTED, Phase.PRODUCTION, Phase.EXPERIMENT, Phase.RETIRED])
APPLICATION = st.fixed_dictionaries(
    {
        "name": text(60, least=1),
        "summary": text(100),
        "purpose": text(100),
        "product": text(60),
        "version": text(40),
        "users": text(60),
        "affected": text(60),
        "supplier": text(60),
        "cost_once": MONEY,
        "cost_yearly": MONEY,
        "phase": PHASES,
        "ai_class": st.sampled_from(AIClass.values),
        "route": st.sampled_from(Route.values),
        "unit": st.booleans(),
        "owner": st.booleans(),
        "process_owner": st.booleans(),
        "field_of_use": st.booleans(),
        "labels": st.lists(WORDS, max_size=3, unique_by=str.casefold),
    }
)
numbers = count(1)


def a_town() -> tuple[Person, Unit, Person]:
    """An organisation that is known by the same words as every other one of these tests."""
    town = an_organisation(f"Stad {next(numbers)}")
    manager, unit = an_information_manager(town, "Ilse Roels"), a_unit(town, "Burgerzaken")
    FieldOfUse.objects.create(organisation=town, name="Dienstverlening")
    return manager, unit, a_person(town, "Ann Peeters")


def registered(manager: Person, unit: Unit, owner: Person, fields: dict) -> Application:
    town = manager.organisation
    labels, supplier = fields["labels"], fields["supplier"]
    own = {
        "unit": unit,
        "owner": owner,
        "process_owner": owner,
        "field_of_use": FieldOfUse.objects.get(organisation=town),
    }
    given_ = {name: thing for name, thing in own.items() if fields[name]}
    plain = {name: value for name, value in fields.items() if name not in {*own, "labels", "supplier"}}
    made = an_application(town, **plain, **given_, supplier=supplier)
    for label in labels:
        tag = Tag.objects.filter(organisation=town, name__iexact=label).first()
        tag = tag or Tag.objects.create(organisation=town, name=label)
        Tagging.objects.create(organisation=town, application=made, tag=tag)
    return made


def exported(manager: Person, kind: str) -> ContentFile:
    client = Client()
    client.force_login(manager.user)
    answer = client.get(reverse("register:export"), {"format": kind})
    return ContentFile(b"".join(answer.streaming_content), name=f"register.{kind}")


def lines(town: Organisation) -> list[list]:
    """The register as an export writes it, only what a file may bring."""
    may = [position for position, column in enumerate(COLUMNS) if column.role in {Role.FIELD, Role.KEY}]
    rows = with_columns(Application.objects.of(town)).order_by("number")
    return [[written[position] for position in may] for written in map(line, rows)]


def everything(town: Organisation) -> list:
    tagged = Tagging.objects.filter(organisation=town).order_by("pk").values_list()
    return [*Application.objects.of(town).order_by("pk").values_list(), *tagged]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
@settings(
    max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase_.explicit, Phase_.generate]
)
@given(st.lists(APPLICATION, min_size=1, max_size=4, unique_by=lambda fields: fields["name"].casefold()))
def test_an_export_comes_in_again_as_it_was(kind, register):
    here = a_town()
    for fields in register:
        registered(*here, fields)
    file, before = exported(here[0], kind), everything(here[0].organisation)

    again = imported(here[0], file)
    assert (again.problems, again.created, again.updated) == ([], 0, 0)
    assert everything(here[0].organisation) == before

    there = a_town()
    file.seek(0)
    fresh = imported(there[0], file)
    assert (fresh.problems, fresh.created) == ([], len(register))
    assert lines(there[0].organisation) == lines(here[0].organisation)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_export_comes_in_in_either_language(language):
    here, there = a_town(), a_town()
    registered(
        *here,
        {"name": "Teller", "unit": True, "owner": True, "process_owner": False, "field_of_use": True}
        | {"labels": ["proef"], "supplier": "Telbaar", "phase": "production", "ai_class": "high"},
    )
    client = Client()
    client.force_login(here[0].user)
    answer = client.get(reverse("register:export"), {"format": "xlsx"}, headers={"accept-language": language})
    file = ContentFile(b"".join(answer.streaming_content), name="register.xlsx")
    assert imported(there[0], file).problems == []
    assert lines(there[0].organisation) == lines(here[0].organisation)
