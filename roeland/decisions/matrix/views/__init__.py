"""The pages of the matrix: looking, drafting, adopting."""
