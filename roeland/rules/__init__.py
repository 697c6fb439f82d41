"""Pure rules: facts in, reasons out. No Django, no files, no clock; unknown is never no."""
