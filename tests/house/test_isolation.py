"""Nothing of one organisation touches or shows anything of another, wherever a key can enter."""

from itertools import chain
from typing import Any

from django import forms
from django.apps import apps
from django.db import models
from django.urls import reverse

from roeland.assessments.instruments import services
from roeland.assessments.models import Assessment, Contribution, Intake
from roeland.bodies.models import AgendaItem, Body, Member, Recusal, Reference
from roeland.decisions.models import Condition, Decision, GateRequest
from roeland.journal.models import Entry
from roeland.obligations.models import Cover, Duty, Measure, Risk
from roeland.organisation.forms import ScopedForm, ScopedModelForm
from roeland.organisation.models import Departure, Destruction, Hold, Organisation, Person, RoleHeld, Unit
from roeland.portfolio.models import Experiment
from roeland.questionnaires.models import Answer, Remark
from roeland.register.models import Application, Tagging, Use
from roeland.work.models import Message, Task
from tests.house import city
from tests.house.doors import GUARDED, OURS, client_of

SCOPED = (ScopedForm, ScopedModelForm)


def owner_of(model: type[models.Model]) -> str:
    """The column with the organisation: a foreign key, or a plain key below the room of organisations."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    return fields["organisation"].attname if "organisation" in fields else ""


OWNED = [model for model in apps.get_models() if model.__module__.startswith("roeland.") and owner_of(model)]
KEYS = [
    (model, field)
    for model in OWNED
    for field in model._meta.concrete_fields
    if field.is_relation and field.related_model in OWNED
]


def test_every_table_says_whose_it_is_but_those_of_logins_organisations_and_the_index_itself():
    ours = {model for model in apps.get_models() if model.__module__.startswith("roeland.")}
    assert {model.__name__ for model in ours - set(OWNED)} == {"User", "Organisation", "Filling"}


def test_a_key_never_leads_to_another_organisation(near, far):
    for model, field in KEYS:
        own, other = owner_of(model), f"{field.name}__{owner_of(field.related_model)}"
        strays = model.objects.exclude(**{field.name: None}).exclude(**{own: models.F(other)})
        assert not strays.exists(), field


def test_the_rows_of_the_city_fill_every_table_with_keys(near):
    filled = {model for model, _ in KEYS if model.objects.exists()}
    assert {model.__name__ for model, _ in KEYS if model not in filled} <= EMPTY


EMPTY = {"Link", "StagedRecord"}  # of both the room itself tests more than the city has


def test_tasks_and_messages_are_about_things_of_the_own_organisation(near, far):
    rows = chain(Task.objects.all(), Message.objects.all())
    assert [row for row in rows if row.subject.organisation_id != row.organisation_id] == []


def test_the_journal_names_actors_of_the_own_organisation(near, far):
    home = dict(Person.objects.values_list("pk", "organisation"))
    acts = Entry.objects.exclude(actor=None).values_list("actor", "organisation")
    assert [actor for actor, organisation in acts if home[actor] != organisation] == []


def forms_below(form: type) -> set[type]:
    return {form} | {found for child in form.__subclasses__() for found in forms_below(child)}


def test_every_field_that_chooses_a_row_stands_in_a_scoped_form():
    loose = [
        form.__name__
        for form in forms_below(forms.BaseForm)
        if form.__module__.startswith("roeland.") and not issubclass(form, SCOPED)
        for field in getattr(form, "base_fields", {}).values()
        if isinstance(field, forms.ModelChoiceField)
    ]
    assert loose == []


def test_a_thing_of_another_organisation_does_not_exist(near, far):
    strangers = [client_of(far.holder_of[role]) for role in ("administrator", "information_manager")]
    with_key = [door for door in GUARDED if door.pattern.pattern.converters.keys() >= {"pk"}]
    assert with_key
    for door in with_key:
        for stranger in strangers:
            codes = {stranger.get(door.url(near)).status_code, stranger.post(door.url(near)).status_code}
            assert codes <= {404, 405}, door.name
            assert 404 in codes, door.name


def keys_of(far: city.City) -> dict[str, Any]:
    """Keys of another city under every name by which a page could take one."""
    thing = {name: far.things[model].pk for name, model in (("person", Person), ("application", Application))}
    before = Entry.objects.filter(organisation=far.organisation.pk).order_by("at").last()
    return thing | {
        "unit": far.unit.pk,
        "owner": far.employee.pk,
        "deputy": far.employee.pk,
        "parent": far.unit.pk,
        "organisation": far.organisation.pk,
        "before": before.pk,
        "q": "Elders",
    }


def test_no_page_shows_a_name_of_another_organisation(near, far):
    clients = [client_of(near.holder_of[role]) for role in ("administrator", "information_manager")]
    query = {key: value for key, value in keys_of(far).items() if key != "q"}
    for door in OURS:
        for client in clients:
            answer = client.get(door.url(near), query if "?" not in door.url(near) else query | {"format": "csv"})
            content = b"".join(answer) if answer.streaming else answer.content
            assert b"Elders" not in content, door.name


def posts(near: city.City, far: city.City) -> list[tuple[str, dict[str, Any]]]:
    """Every form that takes a key, filled in well except for one key from elsewhere."""
    unit, person = far.unit.pk, far.employee.pk
    application, held = near.applications["asked"].pk, near.things[RoleHeld].pk
    role = {"role": "architect", "starts": "2026-01-01"}
    leaves = {"leaves_on": "2026-01-01", "confirmed": "1"}
    body = {"kind": "ethics_board", "name": "Nieuw", "quorum_rule": "majority", "way": "vote", "started": "2026-01-01"}
    seat, item = {"part": "member", "tied": "yes", "starts": "2026-01-01"}, near.things[AgendaItem].pk
    act = {"organ": "college", "number": "7", "dated": "2026-01-01", "outcome": "noted", "subject": "AI"}
    application_there, ground = far.applications["asked"].pk, {"ground": "Lijst 2020"}
    many = {"seen": f"{application.hex}:", "step": "do"}
    decided = GateRequest.objects.get(application=near.applications["decided"]).pk
    assessment, row = near.things[Assessment], _a_row(near.things[Assessment])
    return [
        (reverse("assessments:start"), {"name": "Nieuw", "purpose": "Helpt.", "unit": unit}),
        (
            reverse("portfolio:invite", args=[near.things[Experiment].pk]),
            {"moment": "after", "persons": [person], "closes_on": "2090-01-01"},
        ),
        (reverse("instruments:ask", args=[assessment.pk, "security"]), {"person": person}),
        (reverse("instruments:question", args=[assessment.pk, "purpose"]), {"text": "Kijk eens.", "to": person}),
        (
            reverse("instruments:part", args=[assessment.pk, "measures"]),
            {f"measure_by-{row}": person, f"measure_by-{row}.seen": ""},
        ),
        (reverse("instruments:reply", args=[assessment.pk, far.things[Remark].pk]), {"text": "Nee."}),
        (reverse("instruments:settle", args=[assessment.pk, far.things[Remark].pk]), {"go": "close"}),
        (reverse("obligations:begin_measure"), {"title": "Nieuw", "what": "Iets.", "every_months": 6, "owner": person}),
        (reverse("obligations:add_risk", args=[application]), {"title": "Nieuw", "kind": "other", "owner": person}),
        (
            reverse("obligations:add_risk", args=[application]),
            {"title": "Nieuw", "kind": "other", "measure": far.things[Measure].pk},
        ),
        (reverse("obligations:cover", args=[near.things[Duty].pk]), {"measure": far.things[Measure].pk}),
        (reverse("obligations:cover_many", args=["O02"]), {"measure": far.things[Measure].pk}),
        (reverse("uses:add", args=[application]), {"joined": "yes", "what_for": "Brieven.", "unit": unit}),
        (
            reverse("uses:change", args=[near.things[Use].pk]),
            {"joined": "yes", "what_for": "Brieven.", "unit": near.unit.pk, "contact": person},
        ),
        (reverse("register:edit", args=[application, "place"]), {"unit": unit}),
        (reverse("register:edit", args=[application, "place"]), {"owner": person}),
        (reverse("register:edit", args=[application, "place"]), {"process_owner": person}),
        (reverse("register:change_many"), many | {"unit": unit}),
        (reverse("register:change_many"), many | {"owner": person}),
        (reverse("register:change_many"), many | {"remove_tag": far.things[Tagging].tag_id}),
        (reverse("organisation:add_unit"), {"name": "Nieuw", "parent": unit}),
        (reverse("organisation:change_unit", args=[near.unit.pk]), {"name": "Nieuw", "parent": unit}),
        (reverse("organisation:add_person"), {"name": "Nieuw", "unit": unit}),
        (reverse("organisation:change_person", args=[near.employee.pk]), {"name": "Nieuw", "unit": unit}),
        (reverse("organisation:give_role", args=[near.employee.pk]), role | {"unit": unit}),
        (reverse("organisation:give_role", args=[near.employee.pk]), role | {"deputy": person}),
        (reverse("organisation:change_role", args=[held]), role | {"unit": unit}),
        (reverse("organisation:change_role", args=[held]), role | {"deputy": person}),
        (reverse("organisation:departure", args=[near.employee.pk]), leaves | {"successor": person}),
        (reverse("organisation:departure", args=[near.employee.pk]), leaves | {_owned(near): far.employee.name}),
        (reverse("organisation:pass_on_role", args=[held]), {"successor": person}),
        (reverse("bodies:found"), body | {"rests_on": far.things[Reference].pk}),
        (reverse("bodies:change", args=[near.things[Body].pk]), body | {"rests_on": far.things[Reference].pk}),
        (reverse("bodies:seat", args=[near.things[Body].pk]), seat | {"person": person}),
        (reverse("bodies:recuse", args=[item]), {"member": far.things[Member].pk, "reason": "Belang."}),
        (reverse("bodies:note"), act | {"entity": unit}),
        (reverse("bodies:note"), act | {"entity": far.unit.entity_id}),
        (reverse("bodies:correct", args=[_newest(near)]), act | {"entity": far.unit.entity_id, "why": "Fout."}),
        (
            reverse("organisation:kept", args=["application"]),
            {"which": "chosen", "record": application_there, **ground},
        ),
        (reverse("organisation:hold_back", args=["application", application_there]), {"reason": "Bezwaar."}),
        (reverse("decisions:organ", args=[decided]), {"act": far.things[Reference].pk}),
        (reverse("organisation:switch"), {"organisation": far.organisation.pk}),
    ]


def _a_row(assessment: Assessment) -> str:
    """The key of a row of the assessment; the city took its only risk away, so a new one."""
    actor = Person.objects.get(organisation=assessment.organisation, name__startswith="privacy_officer")
    return services.add_row(assessment=assessment, section="risks", actor=actor).key


def _owned(city: city.City) -> str:
    """The field of the form for a departure that asks who takes over an application."""
    return f"application:{city.applications['in use'].pk}"


def _newest(city: city.City) -> Any:
    """A reference that nothing has replaced yet."""
    return Reference.objects.get(organisation=city.organisation, correction=None).pk


def stored() -> dict[str, list[tuple[Any, ...]]]:
    """Everything that the forms above could write."""
    kept = (
        Organisation,
        Unit,
        Person,
        RoleHeld,
        Departure,
        Application,
        Intake,
        Use,
        Entry,
        Body,
        Member,
        Recusal,
        Reference,
        Destruction,
        Hold,
        Decision,
        Condition,
        Measure,
        Cover,
        Risk,
        Assessment,
        Contribution,
        Remark,
        Answer,
    )
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in kept}


def test_a_key_from_elsewhere_in_a_form_is_refused_and_nothing_is_stored(near, far):
    both = near.holder_of["administrator"]
    RoleHeld.objects.filter(person=near.holder_of["information_manager"]).update(person=both)
    client, before = client_of(both), stored()
    for url, fields in posts(near, far):
        answer = client.post(url, fields)
        refused = answer.status_code in (404, 422) or bool(answer.context and answer.context["form"].errors)
        assert refused, (url, fields)
    assert stored() == before


def test_the_forms_that_take_a_key_are_all_tried(near, far):
    """A new scoped form needs a line in `posts`."""
    choosing = {
        form.__name__
        for form in forms_below(ScopedForm) | forms_below(ScopedModelForm)
        if any(isinstance(field, forms.ModelChoiceField) for field in getattr(form, "base_fields", {}).values())
    }
    assert choosing == {
        "AskForm",
        "CoverForm",
        "MeasureForm",
        "RemarkForm",
        "RiskForm",
        "ReportForm",
        "UseForm",
        "IdentityForm",
        "PlaceForm",
        "ChangesForm",
        "UnitForm",
        "PersonForm",
        "RoleForm",
        "ChangeRoleForm",
        "DepartureForm",
        "SuccessorForm",
        "BodyForm",
        "ChangeBodyForm",
        "SeatForm",
        "ReferenceForm",
        "CorrectReferenceForm",
        "OrganForm",
        "InviteForm",
    }
