"""What is destroyed is gone everywhere, whichever room it stands in, also one of tomorrow; the rest stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage

from roeland.content import shipped
from roeland.decisions import services as decisions
from roeland.decisions.models import GateRequest
from roeland.journal import services as journal
from roeland.journal.models import Entry
from roeland.organisation import belongings, services
from roeland.organisation.models import Destruction, DestructionItem, Hold, Person
from roeland.organisation.retention.kinds import kinds
from roeland.organisation.retention.removing import Goes, Holds, LetsGo, rules
from roeland.register.models import Application, Attachment, Phase
from roeland.register.services import enter_phase
from roeland.rules.retention import Retention
from roeland.search.queries import matching
from tests.building.retention import LATER, adopted, destroyed, later
from tests.house import city

# The journal keeps keys, and the certificate what was destroyed. Mails have a far shorter term of their own.
PROOF = {"journal.Entry", "journal.Seal", "journal.ToSeal", "journal.Detail"}
PROOF |= {"organisation.DestructionItem", "organisation.Destruction", "organisation.Hold"}
APART = PROOF | {"work.OutgoingMail"}
STAY = {"organisation.Organisation", "bodies.Paper"}  # a logo and a paper have a file that is nothing else's


@pytest.fixture
def alone(db) -> city.City:
    """A city of one test: files do not come back after it."""
    return city.build("Vlakbij")


def gone(town: city.City, name: str) -> tuple[Application, Any]:
    """Retire an application, wait until its term is over, and destroy it."""
    application = town.applications[name]
    keeper = town.holder_of["administrator"]
    for open_one in (Hold, DestructionItem, Destruction):
        open_one.objects.filter(organisation=town.organisation).delete()
    enter_phase(application=application, phase=Phase.RETIRED, actor=town.decider)
    adopted(keeper)
    with later():
        made = destroyed(keeper, town.holder_of["information_manager"], chosen=[application.pk])
    return application, made


def everywhere(text: str) -> set[str]:
    """The tables in which this text stands anywhere."""
    return {
        model._meta.label
        for model in belongings.tables()
        if any(text in str(value) for row in model._base_manager.values_list() for value in row)
    }


@pytest.mark.parametrize("name", ["decided", "asked"])
def test_of_an_application_that_is_destroyed_nothing_stays_but_the_proof(near, name):
    application, made = gone(near, name)
    assert made.state == "done"
    assert everywhere(str(application.pk)) <= PROOF
    assert everywhere(application.name) <= APART
    assert {"decisions.GateRequest", "assessments.Finding", "questionnaires.Answer"} <= made.counts.keys()


def test_a_file_goes_from_the_storage_with_its_application(alone):
    attachment = alone.things[Attachment]
    name = attachment.file.content.name
    assert default_storage.exists(name)
    gone(alone, "asked")
    assert not default_storage.exists(name)


def test_nobody_finds_it_any_more_and_its_words_are_forgotten(near):
    asked = {"organisation": near.organisation.pk, "kind": "register.application", "text": "Spelling"}
    assert matching(**asked).exists()
    gone(near, "asked")
    assert not matching(**asked).exists()
    assert "search.Word" not in everywhere("spelling")


def test_the_journal_stays_sound_and_says_what_was_destroyed(near):
    journal.seal(near.organisation.pk)
    application, made = gone(near, "decided")
    verdict = journal.verify(near.organisation.pk)
    assert (verdict.ok, verdict.unsealed, verdict.reason) == (True, 0, "")
    certificate = Entry.objects.get(verb="destruction.carried_out")
    assert certificate.detail.values["records"] == [str(application.pk)]
    assert certificate.detail.values["proposed_by"] == str(near.holder_of["administrator"].pk)
    assert (certificate.actor, certificate.reason) == (near.holder_of["information_manager"].pk, made.ground)
    assert Entry.objects.filter(subject=application.pk).exists()
    assert not Entry.objects.filter(subject=application.pk, detail__isnull=False).exists()


def test_the_reasons_of_a_decision_go_with_it(near):
    request = GateRequest.objects.get(application=near.applications["asked"])
    decisions.decide(gate_request=request, answer="no", reasons="Te duur voor wat het doet.", actor=request.holder)
    assert "journal.Entry" in everywhere("Te duur voor wat het doet.")
    gone(near, "asked")
    assert everywhere("Te duur voor wat het doet.") == set()
    assert journal.verify(near.organisation.pk).ok


def test_another_organisation_and_other_applications_lose_nothing(near, far):
    before = belongings.counts(far.organisation)
    others = Application.objects.filter(organisation=near.organisation).count() - 1
    gone(near, "decided")
    assert belongings.counts(far.organisation) == before
    assert Application.objects.filter(organisation=near.organisation).count() == others


def test_an_export_and_a_removal_still_work_afterwards(alone, tmp_path):
    gone(alone, "decided")
    with later(LATER + timedelta(days=1)), (tmp_path / "all.zip").open("w+b") as target:
        assert services.export_organisation(organisation=alone.organisation, target=target, actor=None)
        services.remove_organisation(organisation=alone.organisation, ground="Het contract is voorbij.")
    assert set(belongings.counts(alone.organisation)) == {"journal.Entry", "journal.Detail", "journal.Seal"}


def removable() -> set[Any]:
    """Every table of which a destruction can remove rows."""
    found = {kind.model for kind in kinds().values()} - {Person, apps.get_model("journal.Detail")}
    while more := {r.model for r in rules() if isinstance(r, Goes | Holds) and r.of in {*found, None, Person}} - found:
        found |= more
    return found


def test_every_key_to_something_that_can_be_destroyed_says_what_becomes_of_its_row():
    """A new table that points at an application needs a line in the `retained.py` of its room."""
    told = {(rule.model, rule.by) for rule in rules() if isinstance(rule, Goes | LetsGo)}
    told |= {(rule.of, rule.by) for rule in rules() if isinstance(rule, Holds)}
    silent = [
        f"{model._meta.label}.{one.name}"
        for model in apps.get_models()
        for one in model._meta.concrete_fields
        if one.related_model in removable() and (model, one.name) not in told
        if model._meta.label not in STAY
    ]
    assert silent == []


def test_every_kind_that_a_room_offers_has_a_term_in_the_document():
    document = shipped.meaning("retention", Retention).by_code
    assert {code for code in kinds() if code not in document or document[code].goes_with} == set()
    assert len(kinds()) == len(settings.RETAINED)


def test_what_nobody_can_destroy_is_kept_for_good():
    document = shipped.meaning("retention", Retention).records
    left = [one for one in document if not one.goes_with and one.code not in kinds()]
    assert {basis.keep.for_good for one in left for basis in one.bases} == {True}


@pytest.mark.parametrize("code", sorted(kinds()))
def test_the_label_of_a_record_names_no_person(near, code):
    kind = kinds()[code]
    labels = [kind.label(row) for row in kind.model._base_manager.filter(organisation=near.organisation.pk)]
    names = Person.objects.filter(organisation=near.organisation).values_list("name", flat=True)
    assert [(label, name) for label in labels for name in names if name in label] == []
