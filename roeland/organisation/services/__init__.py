"""The verbs of an organisation. Each is one transaction, checks its actor (None is Roeland itself), is journalled."""

from roeland.organisation.role_rules import RoleRefused
from roeland.organisation.services.absence import AbsenceRefused, end_absence, note_absence, take_up_absences
from roeland.organisation.services.acting import administers, today
from roeland.organisation.services.answering import AlreadyAnswered, ReasonMissing, accept_role, decline_role
from roeland.organisation.services.appearance import bring_logo, drop_logo, set_colours, use_logo
from roeland.organisation.services.closing import (
    NoSuchHoliday,
    add_closing_days,
    choose_holidays,
    remove_closing_days,
)
from roeland.organisation.services.identity import UnknownJurisdiction, change_jurisdiction, rename_organisation
from roeland.organisation.services.invitations import (
    InvitationNotValid,
    accept_invitation,
    invitation,
    invite,
    read_invitation,
)
from roeland.organisation.services.leaving import (
    ChangedSinceExport,
    NotExported,
    export_organisation,
    must_be_exported,
    remove_organisation,
)
from roeland.organisation.services.people import (
    LoginTaken,
    add_person,
    change_person,
    give_login,
    let_go,
    note_person,
    record_linked,
    record_sign_in,
)
from roeland.organisation.services.people_files import (
    AlreadyTaken,
    NotSound,
    Overtaken,
    bring_people,
    planned_of,
    take_people,
    throw_away,
)
from roeland.organisation.services.places import (
    NotUnderItself,
    add_entity,
    add_unit,
    change_unit,
    create_organisation,
    move_unit,
    set_term,
    set_terms,
)
from roeland.organisation.services.roles import change_role, end_role, give_role, hand_over_role
from roeland.organisation.services.support import (
    MOST_DAYS,
    NoSupportLogin,
    TooLong,
    allow_support,
    withdraw_support,
)

__all__ = [
    "MOST_DAYS",
    "AbsenceRefused",
    "AlreadyAnswered",
    "AlreadyTaken",
    "ChangedSinceExport",
    "InvitationNotValid",
    "LoginTaken",
    "NoSuchHoliday",
    "NoSupportLogin",
    "NotExported",
    "NotSound",
    "NotUnderItself",
    "Overtaken",
    "ReasonMissing",
    "RoleRefused",
    "TooLong",
    "UnknownJurisdiction",
    "accept_invitation",
    "accept_role",
    "add_closing_days",
    "add_entity",
    "add_person",
    "add_unit",
    "administers",
    "allow_support",
    "bring_logo",
    "bring_people",
    "change_jurisdiction",
    "change_person",
    "change_role",
    "change_unit",
    "choose_holidays",
    "create_organisation",
    "decline_role",
    "drop_logo",
    "end_absence",
    "end_role",
    "export_organisation",
    "give_login",
    "give_role",
    "hand_over_role",
    "invitation",
    "invite",
    "let_go",
    "move_unit",
    "must_be_exported",
    "note_absence",
    "note_person",
    "planned_of",
    "read_invitation",
    "record_linked",
    "record_sign_in",
    "remove_closing_days",
    "remove_organisation",
    "rename_organisation",
    "set_colours",
    "set_term",
    "set_terms",
    "take_people",
    "take_up_absences",
    "throw_away",
    "today",
    "use_logo",
    "withdraw_support",
]
