"""The functions behind the template tags, by subject; `templatetags/roeland_ui.py` gives them their names."""
