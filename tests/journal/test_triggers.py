import pytest
from django.db import connection

from roeland.journal import triggers

pytestmark = pytest.mark.django_db


def test_every_trigger_stands_after_migration():
    assert triggers.missing(connection) == set()
