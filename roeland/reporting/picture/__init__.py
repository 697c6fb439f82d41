"""The whole picture: figures of the register, each with the list behind it, and what changed in a quarter."""
