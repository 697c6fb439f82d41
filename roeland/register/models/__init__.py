"""AI applications, what is written about them, and who supplies them."""

from roeland.register.models.applications import (
    AIClass,
    Answered,
    Application,
    FieldOfUse,
    NumberSeries,
    Phase,
    Route,
    Supplier,
    WaitsFor,
)
from roeland.register.models.descriptions import Description, Leftover, Link
from roeland.register.models.imports import ImportRun, SavedMapping, StagedRecord
from roeland.register.models.parts import (
    Appointment,
    Attachment,
    Connection,
    Dataset,
    DatasetUsed,
    Relation,
    System,
    Tag,
    Tagging,
    Use,
)
from roeland.register.models.saved_views import SavedView

__all__ = [
    "AIClass",
    "Answered",
    "Application",
    "Appointment",
    "Attachment",
    "Connection",
    "Dataset",
    "DatasetUsed",
    "Description",
    "FieldOfUse",
    "ImportRun",
    "Leftover",
    "Link",
    "NumberSeries",
    "Phase",
    "Relation",
    "Route",
    "SavedMapping",
    "SavedView",
    "StagedRecord",
    "Supplier",
    "System",
    "Tag",
    "Tagging",
    "Use",
    "WaitsFor",
]
