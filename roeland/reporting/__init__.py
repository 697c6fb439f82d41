"""The whole picture, advice to the directorate, Status & plan, and the page for the council clerk; no tables here."""
