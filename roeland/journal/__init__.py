"""The append-only, sealed record of every act; it holds keys, not names."""
