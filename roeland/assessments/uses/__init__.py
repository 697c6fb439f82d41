"""Teams that join a shared application as a use: whether it fits, and what they inherit."""
