"""The matrix of roles: the poster, the table, its versions, what nobody does, and whom one needs."""
