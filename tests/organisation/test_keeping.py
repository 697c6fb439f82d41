"""The page from which an organisation takes everything along."""

import io
from zipfile import ZipFile

from django.urls import reverse

from roeland.journal.queries import entries_of


def address(name: str) -> str:
    return reverse(f"organisation:{name}")


def test_the_administrator_downloads_everything_and_the_journal_says_so(signed_in, city, administrator, elsewhere):
    client = signed_in(administrator)
    answer = client.post(address("export"))
    assert answer["Content-Type"] == "application/zip"
    assert f'filename="{city.slug}-' in answer["Content-Disposition"]
    archive = ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert "Adam Administrator" in archive.read("tables/organisation.Person.jsonl").decode()
    assert "Dorp Verder" not in "".join(archive.read(name).decode() for name in archive.namelist())
    acts = [(entry.verb, entry.actor) for entry in entries_of(city.pk)][:2]
    assert acts == [("organisation.export_made", administrator.pk), ("organisation.exported", administrator.pk)]
    assert "Laatste export" in client.get(address("keeping")).content.decode()


def test_looking_at_the_page_exports_nothing(signed_in, city, administrator):
    client = signed_in(administrator)
    assert "Exporteer alles" in client.get(address("keeping")).content.decode()
    assert client.get(address("export")).status_code == 405
    assert not entries_of(city.pk).exists()


def test_only_an_administrator_exports(signed_in, city, employee):
    client = signed_in(employee)
    assert client.get(address("keeping")).status_code == 403
    assert client.post(address("export")).status_code == 403
    assert not entries_of(city.pk).exists()
