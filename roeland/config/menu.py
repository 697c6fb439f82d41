"""The side navigation: its order is fixed, a person sees what they may open."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NUMBERS = "roeland.work.standing_in.numbers"  # a function of (person): what waits, by name


@dataclass(frozen=True)
class Item:
    """One line of the menu. `permission` is a code of the document `permissions`; `count`: a key of NUMBERS."""

    label: str | Promise
    url: str
    icon: str
    permission: str
    count: str = ""


@dataclass(frozen=True)
class Group:
    title: str | Promise
    items: tuple[Item, ...]


MENU = (
    Group(
        "",
        (
            Item(_("My work"), "work:home", "inbox", "work.own", "tasks"),
            Item(_("May I do this?"), "quick:check", "circle-help", "quick_check.ask"),
            Item(_("Register"), "register:list", "clipboard-list", "application.view"),
        ),
    ),
    Group(
        _("Steer"),
        (
            Item(_("Governance"), "governance:poster", "network", "organisation.view"),
            Item(_("Obligations"), "obligations:everything", "list-checks", "report.view"),
            Item(_("Reporting"), "reporting:picture", "chart-column", "report.view"),
            Item(_("All requests"), "decisions:everything", "eye", "inquiry.oversee"),
            Item(_("Work of the DPO"), "decisions:dpo_year", "scroll-text", "dpo_year.view"),
        ),
    ),
    Group(
        _("Other"),
        (
            Item(_("Import"), "register:import", "upload", "register.import"),
            Item(_("Official forms"), "library:forms", "book-open", "form.list"),
            Item(_("Journal"), "organisation:journal", "scroll-text", "journal.view"),
            Item(_("Retention"), "organisation:retention", "archive", "retention.view"),
            Item(_("Administration"), "organisation:administration", "settings", "settings.view"),
        ),
    ),
)

# The buttons on the home page; the first is the main one.
HOME_ACTIONS = (Item(_("Report an application"), "assessments:start", "plus", "application.report"),)

# Where somebody arranges their own things.
OWN_PAGES = (
    Item(_("I am away for a while"), "work:absence", "clock", "work.own"),
    Item(_("Set messages and mail"), "work:mail_choice", "mail", "work.own"),
    Item(_("Deadlines in my calendar"), "work:calendar", "link", "work.own"),
)

# The pages of governance, as a row on each of them.
GOVERNANCE_PAGES = (
    Item(_("Who does what"), "governance:poster", "network", "organisation.view"),
    Item(_("Who do I need?"), "governance:who", "search", "organisation.view"),
    Item(_("The matrix"), "governance:matrix", "list-checks", "organisation.view"),
    Item(_("What nobody does"), "governance:gaps", "circle-dashed", "matrix.gaps"),
    Item(_("Versions"), "governance:versions", "history", "organisation.view"),
    Item(_("Newer rules"), "decisions:rechecks", "history", "recheck.view"),
    Item(_("Who is who"), "organisation:who_is_who", "users", "organisation.view"),
    Item(_("Steering group and ethics board"), "bodies:bodies", "users", "body.view"),
    Item(_("Decisions of other organs"), "bodies:references", "gavel", "reference.view"),
)
