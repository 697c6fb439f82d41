"""What is too large is refused by its announced size: nothing of it is read, and the page says what to do."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from roeland.ui.uploads import MOST, UploadLimit, takes_files
from tests.building.organisation import a_person, an_organisation

TWENTY = 20 * 1024 * 1024


class Unreadable:
    """A body that nobody may touch."""

    def read(self, *_size):
        raise AssertionError("the body was read")

    readline = read


def sent(size, view):
    request = RequestFactory().post("/somewhere/")
    request.META |= {"CONTENT_LENGTH": size, "wsgi.input": Unreadable()}
    return UploadLimit(HttpResponse).process_view(request, view, (), {})


def a_view(request):
    return HttpResponse()


@takes_files(TWENTY)
def for_files(request):
    return HttpResponse()


@pytest.mark.parametrize(
    ("size", "view", "refused"),
    [
        ("", a_view, False),
        ("nonsense", a_view, False),
        (str(MOST), a_view, False),
        (str(MOST + 1), a_view, True),
        (str(TWENTY), for_files, False),
        (str(TWENTY + 2 * 1024 * 1024), for_files, True),
    ],
)
def test_a_view_takes_what_it_says_and_no_more(size, view, refused):
    answer = sent(size, view)
    assert (answer is not None) == refused
    assert answer is None or answer.status_code == 413


def test_it_stands_before_whatever_reads_the_form():
    order = settings.MIDDLEWARE
    assert order.index("roeland.ui.uploads.UploadLimit") < order.index("django.middleware.csrf.CsrfViewMiddleware")


@pytest.mark.django_db
def test_a_list_of_people_that_is_too_large_is_refused_before_it_is_read():
    """Also before the check that the form is ours, which would read everything."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(a_person(an_organisation("Stad"), "Ad", role="administrator").user)
    upload = SimpleUploadedFile("people.csv", b"x" * (TWENTY + 2 * 1024 * 1024))
    answer = client.post(reverse("organisation:people_files"), {"file": upload})
    assert answer.status_code == 413
    page = answer.content.decode()
    assert "Dit bestand is te groot" in page
    assert "20,0" in page
    assert f'href="{reverse("organisation:people_files")}"' in page
