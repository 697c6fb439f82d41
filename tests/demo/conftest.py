"""The demonstration, loaded once for all tests of this folder and taken back at the end."""

import pytest
from django.db import transaction

from roeland.demo import loading
from roeland.organisation.models import Organisation


@pytest.fixture(scope="package")
def _loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        loading.load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def ghent(_loaded, db):
    return Organisation.objects.get(slug="groep-gent")


@pytest.fixture
def village(_loaded, db):
    return Organisation.objects.get(slug="dorpsveld")
