"""The file in which the operator says where people of an organisation sign in."""

import json
from pathlib import Path
from typing import Any

from roeland.organisation import openid


def operators_file(folder: Path, **differs: Any) -> str:
    """Write a file with the provider `stad`, and return its path."""
    known = {
        "id": "stad",
        "name": "Stad Voorbeeld",
        "client_id": "roeland",
        "secret": "between us",
        "server_url": "https://login.stad.invalid",
        "organisation": "stad",
    }
    file = folder / "openid.json"
    file.write_text(json.dumps({"providers": [known | differs]}))
    openid._read.cache_clear()
    return str(file)
