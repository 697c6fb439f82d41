"""The obligations of applications, what shows that they are met, and the measures that meet many at once."""

from roeland.obligations.models.duties import Duty, Evidence, Stock
from roeland.obligations.models.measures import Cover, Look, Measure, covering

__all__ = ["Cover", "Duty", "Evidence", "Look", "Measure", "Stock", "covering"]
