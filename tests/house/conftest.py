"""Two cities for the tests of a module: built once, and after each test again as they were."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction
from django.utils import translation
from pytest_django import DjangoDbBlocker

from tests.house import city


@pytest.fixture(scope="module")
def whole_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A transaction around those of the tests; what is written in it goes when the last test of the module is done."""
    around = transaction.atomic()
    around._from_testcase = True
    with django_db_blocker.unblock():
        around.__enter__()
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


def built(word: str, django_db_blocker: DjangoDbBlocker) -> city.City:
    with django_db_blocker.unblock(), translation.override("nl"):
        return city.build(word)


@pytest.fixture(scope="module")
def city_nearby(whole_module: None, django_db_blocker: DjangoDbBlocker) -> city.City:
    return built("Nabij", django_db_blocker)


@pytest.fixture(scope="module")
def city_elsewhere(whole_module: None, django_db_blocker: DjangoDbBlocker) -> city.City:
    return built("Elders", django_db_blocker)


@pytest.fixture
def near(city_nearby: city.City, db: None) -> city.City:
    """A city of this test alone; what the test writes goes when it is done."""
    return deepcopy(city_nearby)


@pytest.fixture
def far(city_elsewhere: city.City, db: None) -> city.City:
    """Another city, of which every name holds the word Elders."""
    return deepcopy(city_elsewhere)
