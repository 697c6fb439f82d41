"""The documents that Roeland ships: the law, the questions, the roles and rights as data. No Django."""
