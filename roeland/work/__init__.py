"""Tasks, messages and mail: what waits for whom."""
