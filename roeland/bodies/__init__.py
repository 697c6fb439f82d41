"""The steering group and the ethics board that meet in Roeland, and references to what other organs decided."""
