"""Verbs about how an organisation looks: its colours and its logo."""

from django.core.files.base import ContentFile, File
from django.db import transaction

from roeland.files import pictures
from roeland.files import services as files
from roeland.journal.services import record
from roeland.organisation.models import Organisation, Person
from roeland.organisation.services.acting import administers, changed
from roeland.ui import colours


@transaction.atomic
def set_colours(
    *, organisation: Organisation, bar_colour: str, action_colour: str, actor: Person | None
) -> Organisation:
    """Give the top bar and what people press these colours (#rrggbb); empty: those of Roeland.

    Raises colours.NotAColour or colours.Unreadable.
    """
    administers(actor, organisation)
    bar = colours.colour(bar_colour) if bar_colour else ""
    action = colours.colour(action_colour) if action_colour else ""
    if bar:
        colours.must_be_readable_bar(bar)
    if action:
        colours.must_be_readable_action(action)
    organisation = _locked(organisation)
    if differing := changed(organisation, {"bar_colour": bar, "action_colour": action}):
        organisation.looks_version += 1
        organisation.save(update_fields=[*differing, "looks_version"])
        record("organisation.colours_set", subject=organisation, actor=actor, fields=differing, values=differing)
    return organisation


@transaction.atomic
def bring_logo(*, organisation: Organisation, upload: File, actor: Person) -> Organisation:
    """Keep a logo to look at; nobody else sees it yet. Raises pictures.NotAPicture."""
    administers(actor, organisation)
    if (upload.size or 0) > pictures.LARGEST:
        raise pictures.NotAPicture("too_large")
    kind, content = pictures.clean(upload.read())
    organisation = _locked(organisation)
    kept = files.keep(organisation=organisation, upload=ContentFile(content, name=f"logo.{kind}"), actor=actor)
    return _replace(organisation, "logo_draft", kept)


@transaction.atomic
def use_logo(*, organisation: Organisation, actor: Person) -> Organisation:
    """Show the logo that was looked at on every page."""
    administers(actor, organisation)
    organisation = _locked(organisation)
    draft, organisation.logo_draft = organisation.logo_draft, None
    if draft is None:
        return organisation
    organisation.looks_version += 1
    _replace(organisation, "logo", draft)
    record("organisation.logo_set", subject=organisation, actor=actor, fields=["logo"])
    return organisation


@transaction.atomic
def drop_logo(*, organisation: Organisation, actor: Person) -> Organisation:
    """Throw away the logo that was only looked at; without one, the logo that is shown."""
    administers(actor, organisation)
    organisation = _locked(organisation)
    if organisation.logo_draft:
        return _replace(organisation, "logo_draft", None)
    if organisation.logo:
        organisation.looks_version += 1
        _replace(organisation, "logo", None)
        record("organisation.logo_removed", subject=organisation, actor=actor, fields=["logo"])
    return organisation


def _replace(organisation: Organisation, field: str, file: files.StoredFile | None) -> Organisation:
    old = getattr(organisation, field)
    setattr(organisation, field, file)
    organisation.save(update_fields=["logo", "logo_draft", "looks_version"])
    if old:
        files.let_go(file=old)
    return organisation


def _locked(organisation: Organisation) -> Organisation:
    rows = Organisation.objects.select_for_update(of=("self",)).select_related("logo", "logo_draft")
    return rows.get(pk=organisation.pk)
