"""A small register of which every figure can be counted by hand."""

from datetime import date
from types import SimpleNamespace

from roeland.register.models import FieldOfUse
from tests.building.register import an_application

LONG_AGO = date(2020, 1, 1)
FAR_AWAY = date(2099, 1, 1)
KNOWN = {"personal_data": "no", "affects_people": "no", "open_questions": 0}


def fill(town) -> SimpleNamespace:
    """Five that run, one that was rejected; two of the five are hardly known."""
    organisation = town.organisation
    field = FieldOfUse.objects.create(organisation=organisation, name="Interne werking")
    owned = {"owner": town.employee, "owner_accepted": True}
    return SimpleNamespace(
        field=field,
        # Nothing is known of this one.
        raw=an_application(organisation, "Drone", phase="reported"),
        half=an_application(
            organisation,
            "Chatbot",
            phase="in_assessment",
            unit=town.desk,
            owner=town.employee,
            ai_class="unknown",
            route="unknown",
            open_questions=2,
            personal_data="unknown",
            affects_people="yes",
            supplier="Praat nv",
        ),
        heavy=an_application(
            organisation,
            "Fraudescore",
            phase="production",
            unit=town.care,
            ai_class="high",
            route="full",
            undecided=True,
            decide_by=LONG_AGO,
            personal_data="yes",
            affects_people="yes",
            open_questions=0,
            supplier="Reken nv",
            purpose="Schat het risico in. Iemand kijkt na.",
        ),
        plain=an_application(
            organisation,
            "Spelling",
            phase="production",
            unit=town.desk,
            ai_class="minimal",
            route="light",
            undecided=True,
            decide_by=FAR_AWAY,
            field_of_use=field,
            supplier="Praat nv",
            **owned,
            **KNOWN,
        ),
        tried=an_application(
            organisation,
            "Vertaling",
            phase="experiment",
            unit=town.city,
            ai_class="transparency",
            route="standard",
            field_of_use=field,
            **owned,
            **KNOWN | {"affects_people": "unknown"},
        ),
        gone=an_application(
            organisation, "Emotie", phase="rejected", unit=town.city, ai_class="forbidden", route="forbidden", **KNOWN
        ),
    )
