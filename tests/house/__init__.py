"""The shape of the code: what keeps the house a house."""
