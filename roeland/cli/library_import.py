"""Bring an official questionnaire into an organisation, as a draft that somebody there takes into use."""

import argparse

from django.core.files.base import ContentFile
from django.utils import translation

from roeland.cli.failing import CommandFailed, Misunderstood
from roeland.cli.organisation import called
from roeland.cli.telling import tell
from roeland.library import importing
from roeland.library.forms import ImportForm
from roeland.library.importing import AlreadyDrafted, AlreadyThere, Unusable
from roeland.library.models import ImportedForm
from roeland.organisation.access import NotPermitted
from roeland.organisation.models import Organisation, Person

TEXTS = ("licence", "attribution", "origin", "activity")


def store(name: str, content: bytes, options: argparse.Namespace) -> None:
    """Keep the file as a draft, whole or not at all. Raises Misunderstood or CommandFailed."""
    with translation.override("en"):
        form = _imported(name, content, options)
        tell(f"It is a draft of {form.organisation.slug}: {form.reference}")
        tell(f"Somebody there takes it into use, on its page: {form.get_absolute_url()}")


def _imported(name: str, content: bytes, options: argparse.Namespace) -> ImportedForm:
    if not options.organisation or not options.actor:
        raise Misunderstood("say for whom, and who imports it: --organisation SLUG --as EMAIL. Or use --dry-run.")
    organisation = called(options.organisation)
    actor, said = _person(organisation, options.actor), _said(organisation, name, content, options)
    try:
        return importing.import_form(actor=actor, file_name=name, content=content, **said)
    except NotPermitted as refused:
        raise CommandFailed(
            f"{actor.name} may not import a form: the roles of {actor.name} do not allow it."
        ) from refused
    except AlreadyDrafted as waiting:
        raise CommandFailed(
            f"a version of this form still waits: {waiting.form}. First take it into use, or throw it away."
        ) from waiting
    except AlreadyThere as same:
        raise CommandFailed(f"this file is here already: {same.form} ({same.form.get_state_display()}).") from same
    except Unusable as wrong:
        raise CommandFailed(f"nothing is stored: {wrong}.") from wrong


def _person(organisation: Organisation, email: str) -> Person:
    found = Person.objects.filter(organisation=organisation, email__iexact=email, active=True).first()
    if found is None:
        raise CommandFailed(f"nobody in {organisation.slug} has the address {email}.")
    return found


def _said(organisation: Organisation, name: str, content: bytes, options: argparse.Namespace) -> dict[str, str]:
    """What is said beside the file, as the page asks it. Raises Misunderstood with each option that is not right."""
    form = ImportForm(
        {key: getattr(options, key) for key in TEXTS},
        {"file": ContentFile(content, name=name[:200])},
        organisation=organisation,
    )
    if not form.is_valid():
        wrong = "".join(f"\n  --{key}: {' '.join(map(str, errors))}" for key, errors in form.errors.items())
        raise Misunderstood(f"something is not right beside the file. Nothing is stored.{wrong}")
    return {key: form.cleaned_data[key] for key in TEXTS}
