"""How long records are kept here, what is due, and destroying it with four eyes."""
