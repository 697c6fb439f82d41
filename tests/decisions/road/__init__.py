"""A walk over the whole road of an application, held against the law as the test itself writes it down."""
