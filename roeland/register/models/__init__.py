"""AI applications, what is written about them, and who supplies them."""

from roeland.register.models.applications import (
    AIClass,
    Application,
    FieldOfUse,
    NumberSeries,
    Phase,
    Route,
    Supplier,
    WaitsFor,
)
from roeland.register.models.descriptions import Description, Leftover, Link
from roeland.register.models.imports import ImportRun, StagedRecord

__all__ = [
    "AIClass",
    "Application",
    "Description",
    "FieldOfUse",
    "ImportRun",
    "Leftover",
    "Link",
    "NumberSeries",
    "Phase",
    "Route",
    "StagedRecord",
    "Supplier",
    "WaitsFor",
]
