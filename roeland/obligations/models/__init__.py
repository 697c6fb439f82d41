"""The obligations of applications, what shows that they are met, the measures that meet many at once, and risks."""

from roeland.obligations.models.duties import Duty, Evidence, Stock
from roeland.obligations.models.measures import Cover, Look, Measure, covering
from roeland.obligations.models.risks import OwnMatrix, Risk

__all__ = ["Cover", "Duty", "Evidence", "Look", "Measure", "OwnMatrix", "Risk", "Stock", "covering"]
