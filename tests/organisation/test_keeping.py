"""The page from which an organisation takes everything along: asked for, made in the background, fetched, removed."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from roeland.journal.queries import entries_of
from roeland.organisation import packing, services
from roeland.organisation.access import NotPermitted
from roeland.organisation.models import Export
from roeland.work.models import Message, OutgoingMail
from tests.building.organisation import a_person


def address(name: str, *args) -> str:
    return reverse(f"organisation:{name}", args=args)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def made(organisation, actor) -> Export:
    """An export that is ready."""
    asked = packing.ask_for_export(organisation=organisation, actor=actor)
    assert packing.pack.func(str(asked.pk)) == Export.State.READY
    return Export.objects.get(pk=asked.pk)


def fetched(client, export) -> ZipFile:
    answer = client.post(address("fetch_export", export.pk))
    assert answer["Content-Type"] == "application/zip"
    return ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_the_administrator_asks_the_worker_makes_it_and_a_message_says_it_is_ready(
    signed_in, city, administrator, elsewhere
):
    client = signed_in(administrator)
    assert client.post(address("export")).url == address("keeping")
    assert "Begint zo" in text(client.get(address("exports")))
    packing.pack.func(str(Export.objects.get(organisation=city).pk))
    export = Export.objects.get(organisation=city)
    assert (export.state, export.done, export.asked_by) == ("ready", export.parts, administrator)
    assert Message.objects.get(person=administrator).code == "export_ready"
    assert "is klaar" in OutgoingMail.objects.get(person=administrator).subject
    archive = fetched(client, export)
    assert "Adam Administrator" in archive.read("tables/organisation.Person.jsonl").decode()
    assert "Dorp Verder" not in "".join(archive.read(name).decode() for name in archive.namelist())
    acts = [(entry.verb, entry.actor) for entry in entries_of(city.pk)]
    told = ("export.fetched", "export.ready", "organisation.export_made", "organisation.exported", "export.asked")
    assert acts == [(verb, administrator.pk) for verb in told]
    assert "Laatste export" in text(client.get(address("keeping")))


def test_one_is_made_at_a_time(signed_in, city, administrator):
    client = signed_in(administrator)
    for _ in range(2):
        client.post(address("export"))
    assert Export.objects.filter(organisation=city).count() == 1
    assert "Exporteer alles" not in text(client.get(address("keeping")))


def test_only_who_asked_downloads_it_and_only_while_they_administer(signed_in, city, administrator):
    export = made(city, administrator)
    colleague = signed_in(a_person(city, "Ada", role="administrator"))
    assert "Alleen wie het vroeg" in text(colleague.get(address("keeping")))
    assert colleague.post(address("fetch_export", export.pk)).status_code == 403
    administrator.roles_held.all().delete()
    assert signed_in(administrator).post(address("fetch_export", export.pk)).status_code == 403


def test_after_some_days_the_archive_is_gone_and_the_journal_says_so(signed_in, city, administrator):
    export, client = made(city, administrator), signed_in(administrator)
    now = timezone.now()
    assert packing.remove_old(now + timedelta(days=6)) == 0
    assert packing.remove_old(now + timedelta(days=8)) == 1
    assert packing.remove_old(now + timedelta(days=8)) == 0
    assert entries_of(city.pk).first().verb == "export.removed"
    assert client.post(address("fetch_export", export.pk)).url == address("keeping")
    assert "Verwijderd" in text(client.get(address("keeping")))


@pytest.mark.django_db(transaction=True)
def test_the_content_goes_with_it(city, administrator):
    export = made(city, administrator)
    name = export.content.name
    assert default_storage.exists(name)
    packing.remove_old(timezone.now() + timedelta(days=8))
    assert not default_storage.exists(name)


def test_making_it_twice_makes_it_once(city, administrator):
    export = made(city, administrator)
    assert packing.pack.func(str(export.pk)) == "ready"
    assert [entry.verb for entry in entries_of(city.pk)].count("organisation.export_made") == 1


def test_a_worker_that_died_half_way_is_followed_by_one_that_begins_again(city, administrator):
    asked = packing.ask_for_export(organisation=city, actor=administrator)
    Export.objects.filter(pk=asked.pk).update(state="writing", parts=9, done=4)
    assert packing.pack.func(str(asked.pk)) == "ready"


def test_what_cannot_be_made_says_so_and_can_be_tried_again(signed_in, city, administrator):
    asked = packing.ask_for_export(organisation=city, actor=administrator)
    administrator.roles_held.all().delete()
    with pytest.raises(NotPermitted):
        packing.pack.func(str(asked.pk))
    again = a_person(city, "Ada", role="administrator")
    assert "Het is niet gelukt" in text(signed_in(again).get(address("keeping")))
    assert made(city, again).state == "ready"


def test_fetching_is_no_change_since_the_export(city, administrator):
    export = made(city, administrator)
    packing.fetch(export=export, actor=administrator).close()
    digest = entries_of(city.pk).filter(verb="organisation.export_made").first().reason
    services.must_be_exported(city, digest)


def test_looking_at_the_page_exports_nothing(signed_in, city, administrator):
    client = signed_in(administrator)
    assert "Exporteer alles" in text(client.get(address("keeping")))
    assert client.get(address("export")).status_code == 405
    assert not entries_of(city.pk).exists()


def test_only_an_administrator_exports(signed_in, city, employee):
    client = signed_in(employee)
    assert client.get(address("keeping")).status_code == 403
    assert client.post(address("export")).status_code == 403
    assert not entries_of(city.pk).exists()
