"""A new application enters the register."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Organisation, Person, Unit
from roeland.register import finding
from roeland.register.models import Application, Appointment, Description, NumberSeries, Phase, Supplier
from roeland.register.services.appointing import appoint

# How long an application that was already in use may go without a decision.
TIME_TO_DECIDE = timedelta(days=182)

# What a supplier's own description says that can be said of every place where it is used.
STATED = ("goal", "proportionality", "human_intervention", "risks", "source_data", "methods_and_models")


def take_numbers(organisation: Organisation, count: int) -> range:
    """Return `count` new numbers. Locks the series of the organisation until the transaction ends."""
    NumberSeries.objects.get_or_create(organisation=organisation)
    series = NumberSeries.objects.select_for_update().get(organisation=organisation)
    first, series.last = series.last + 1, series.last + count
    series.save(update_fields=["last"])
    return range(first, series.last + 1)


def supplier_name(text: str) -> str:
    return text.strip()[:200]


def supplier_called(organisation: Organisation, name: str) -> Supplier | None:
    """Return the organisation's supplier of that name, made when it is new; None for an empty name."""
    name = supplier_name(name)
    return Supplier.objects.get_or_create(organisation=organisation, name=name)[0] if name else None


def decide_before(today: date) -> date:
    return today + TIME_TO_DECIDE


@transaction.atomic
def report(
    *,
    actor: Person,
    name: str,
    purpose: str,
    unit: Unit | None,
    summary: str = "",
    supplier: str = "",
    product: str = "",
    owner: Person | None = None,
    already_in_use: bool = False,
    template: Application | None = None,
) -> Application:
    """Put an application in the register, with its own number. `supplier` is a name.

    The owner is asked first, unless they report it themselves.
    Of a `template`, an application that holds a supplier's own description, the description comes along as such.
    One that is already in use enters as in use and undecided, with a date to decide before.
    Raises NotPermitted, or OtherOrganisation for a unit or owner from elsewhere.
    """
    must(actor, "application.report")
    same_organisation(actor, *(thing for thing in (unit, owner, template) if thing))
    organisation = actor.organisation
    application = Application(
        organisation=organisation,
        number=take_numbers(organisation, 1)[0],
        name=name.strip(),
        purpose=purpose.strip(),
        summary=summary.strip(),
        unit=unit,
        reporter=actor,
        supplier=supplier_called(organisation, supplier),
        product=product.strip(),
    )
    if already_in_use:
        application.phase = Phase.PRODUCTION
        application.undecided = True
        application.decide_by = decide_before(timezone.localdate())
    application.save(force_insert=True)
    stated = {field: getattr(template.description, field) for field in STATED} if template else {}
    Description.objects.create(
        application=application,
        organisation=organisation,
        provider=supplier.strip()[:200],
        is_template=template is not None,
        **stated,
    )
    finding.index(application)
    record("application.reported", subject=application, actor=actor)
    if owner is not None:
        appoint(application=application, duty=Appointment.Duty.OWNER, person=owner, actor=actor)
        application.refresh_from_db()
    return application
