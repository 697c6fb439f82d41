"""How a command prints what machines read: always UTF-8, whatever the terminal says."""

import io
import json
import sys
from typing import Any


def tell(text: str) -> None:
    """Print text."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(text)


def tell_json(data: Any) -> None:
    """Print data as JSON, in its own order."""
    tell(json.dumps(data, ensure_ascii=False, indent=2))
