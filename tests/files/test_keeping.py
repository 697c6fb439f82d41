from hashlib import sha256
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from roeland.files import services
from roeland.files.models import StoredFile
from tests.building.organisation import a_person, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def upload(content=b"inhoud", name="register.json"):
    return SimpleUploadedFile(name, content)


def test_a_file_is_kept_with_its_digest():
    organisation = an_organisation()
    kept = services.keep(organisation=organisation, upload=upload(), actor=a_person(organisation))
    found = StoredFile.objects.get(organisation=organisation.pk)
    assert found == kept
    assert (found.name, found.size, found.sha256) == ("register.json", 6, sha256(b"inhoud").hexdigest())
    assert found.content.read() == b"inhoud"


def test_an_organisation_can_be_given_by_its_key():
    organisation = an_organisation()
    assert services.keep(organisation=organisation.pk, upload=upload(), actor=None).organisation == organisation.pk


def test_the_name_that_people_gave_is_never_a_place_in_the_storage():
    kept = services.keep(organisation=uuid4(), upload=upload(name="../../etc/passwd.html"), actor=None)
    assert "passwd" not in kept.content.name
    assert ".html" not in kept.content.name
    assert kept.content.name.startswith("files/")


def test_two_files_of_one_name_live_side_by_side():
    first = services.keep(organisation=uuid4(), upload=upload(b"1"), actor=None)
    second = services.keep(organisation=uuid4(), upload=upload(b"2"), actor=None)
    assert (first.content.read(), second.content.read()) == (b"1", b"2")


def test_a_file_that_is_too_large_leaves_nothing():
    with pytest.raises(services.TooLarge) as refused:
        services.keep(organisation=uuid4(), upload=upload(b"x" * 11), actor=None, limit=10)
    assert refused.value.limit == 10
    assert not StoredFile.objects.exists()
    assert not default_storage.exists("files")


def test_a_file_cannot_lie_about_its_size():
    lying = ContentFile(b"x" * 11, name="a.json")
    lying.size = 1
    with pytest.raises(services.TooLarge):
        services.keep(organisation=uuid4(), upload=lying, actor=None, limit=10)


def test_an_empty_file_is_refused():
    with pytest.raises(services.Empty):
        services.keep(organisation=uuid4(), upload=upload(b""), actor=None)


def test_nobody_brings_a_file_into_another_organisation():
    with pytest.raises(services.NotTheirs):
        services.keep(organisation=an_organisation(), upload=upload(), actor=a_person(an_organisation()))
    assert not StoredFile.objects.exists()


def test_a_file_that_is_let_go_takes_its_content_along(django_capture_on_commit_callbacks):
    kept = services.keep(organisation=uuid4(), upload=upload(), actor=None)
    with django_capture_on_commit_callbacks(execute=True):
        services.let_go(file=kept)
        assert default_storage.exists(kept.content.name)
    assert not default_storage.exists(kept.content.name)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("register.json", "register.json"),
        ("C:\\Mijn documenten\\register.json", "register.json"),
        ("../../register.json", "register.json"),
        ('a"b<c>.json', "abc.json"),
        ("regel\r\nSet-Cookie: x.json", "regelSet-Cookie x.json"),
        ("\u202egnp.exe", "gnp.exe"),
        ("...", "-"),
        ("", "-"),
        ("a" * 300 + ".json", "a" * 130 + ".json"),
        ("a" * 300, "a" * 150),
    ],
)
def test_a_name_is_shown_without_tricks(given, shown):
    assert services.shown_name(given) == shown
