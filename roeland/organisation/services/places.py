"""Verbs about organisations, their entities and units, and their words."""

from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from roeland.content import shipped
from roeland.journal.services import record
from roeland.organisation import finding
from roeland.organisation.models import Organisation, Person, Term, Unit
from roeland.organisation.services.acting import administers, changed


class NotUnderItself(Exception):
    """A unit cannot move below itself."""


@transaction.atomic
def create_organisation(
    *,
    name: str,
    slug: str,
    jurisdiction: str,
    actor: Person | None = None,
    demonstration: bool = False,
    theme: str = "roeland-theme",
) -> Organisation:
    """Let an organisation begin. `jurisdiction`: NL or BE-VLG."""
    organisation = Organisation.objects.create(
        name=name, slug=slug, jurisdiction=jurisdiction, demonstration=demonstration, theme=theme
    )
    record("organisation.created", subject=organisation, actor=None, values={"name": ["", name]})
    return organisation


def add_entity(*, organisation: Organisation, name: str, actor: Person | None, **facts: Any) -> Unit:
    """Add a legal entity: a top unit. `facts`: competent_organ, supervisor."""
    return add_unit(organisation=organisation, name=name, is_entity=True, actor=actor, **facts)


@transaction.atomic
def add_unit(
    *,
    organisation: Organisation,
    name: str,
    actor: Person | None,
    parent: Unit | None = None,
    is_entity: bool = False,
    competent_organ: str = "",
    supervisor: str = "",
) -> Unit:
    """Add a part of the organisation below `parent`, or at the top."""
    administers(actor, organisation, parent)
    unit = Unit(organisation=organisation, parent=parent, name=name, is_entity=is_entity)
    unit.competent_organ, unit.supervisor = competent_organ, supervisor
    unit.path = f"{parent.path if parent else ''}{unit.pk.hex}/"
    unit.save(force_insert=True)
    _set_entity(unit)
    record("unit.added", subject=unit, actor=actor, values={"name": ["", name]})
    return unit


@transaction.atomic
def change_unit(*, unit: Unit, actor: Person | None, **changes: Any) -> Unit:
    """Change name, is_entity, competent_organ or supervisor of a unit; a new `parent` moves it."""
    administers(actor, unit.organisation, unit)
    if "parent" in changes:
        move_unit(unit=unit, parent=changes.pop("parent"), actor=actor)
    unit = Unit.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=unit.pk)
    if differing := changed(unit, changes):
        unit.save()
        _set_entity(unit)
        finding.index_unit(unit)
        record("unit.changed", subject=unit, actor=actor, fields=differing, values=differing)
    return unit


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit | None, actor: Person | None) -> Unit:
    """Put a unit, with all below it, under another parent (None is the top). Raises NotUnderItself."""
    administers(actor, unit.organisation, unit, parent)
    rows = Unit.objects.select_for_update(of=("self",)).filter(organisation=unit.organisation)
    everything = {row.pk: row for row in rows}
    unit, parent = everything[unit.pk], everything[parent.pk] if parent else None
    if unit.parent_id == (parent.pk if parent else None):
        return unit
    if parent and parent.path.startswith(unit.path):
        raise NotUnderItself
    was, unit.parent = unit.path, parent
    place = f"{parent.path if parent else ''}{unit.pk.hex}/"
    Unit.objects.filter(pk=unit.pk).update(parent=parent)
    below = Unit.objects.filter(organisation=unit.organisation_id, path__startswith=was)
    below.update(path=Concat(Value(place), Substr(F("path"), len(was) + 1)))
    unit.refresh_from_db()
    _set_entity(unit)
    record("unit.moved", subject=unit, actor=actor, fields=["parent"])
    return unit


def _set_entity(unit: Unit) -> None:
    """An entity is its own; any other unit has the entity of its parent, or none. The same for all below it."""
    above = unit.parent.entity_id if unit.parent else None
    entities = {unit.parent_id: above}
    # In the order of the path a parent comes before its children.
    for row in Unit.objects.filter(organisation=unit.organisation_id, path__startswith=unit.path).order_by("path"):
        entities[row.pk] = row.pk if row.is_entity else entities[row.parent_id]
        if row.entity_id != entities[row.pk]:
            Unit.objects.filter(pk=row.pk).update(entity=entities[row.pk])
    unit.refresh_from_db(fields=["entity"])


@transaction.atomic
def set_term(*, organisation: Organisation, key: str, language: str, word: str, actor: Person | None) -> None:
    """Use the organisation's own word for `key`: a code of the documents `terms` or `roles`. Empty: the shipped one.

    Raises KeyError for an unknown key.
    """
    administers(actor, organisation)
    if key not in shipped.document("terms").meaning.terms:
        shipped.text("roles", key, language)
    own = Term.objects.filter(organisation=organisation, key=key, language=language)
    was = own.values_list("word", flat=True).first() or ""
    if was == word:
        return
    if word:
        Term.objects.update_or_create(organisation=organisation, key=key, language=language, defaults={"word": word})
    else:
        own.delete()
    organisation.__dict__.pop("own_words", None)
    record("term.set", subject=organisation, actor=actor, fields=[key], values={key: [was, word]})


@transaction.atomic
def set_terms(*, organisation: Organisation, words: list[tuple[str, str, str]], actor: Person | None) -> None:
    """Set several own words at once: (key, language, word). Raises KeyError for an unknown key; then none is set."""
    for key, language, word in words:
        set_term(organisation=organisation, key=key, language=language, word=word, actor=actor)
