"""What the house tests look at: the files of the project and the floors of its rooms."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "roeland"

# From the ground up; rooms on one floor do not know each other.
FLOORS = (
    {"rules"},
    {"content"},
    {"journal", "ui", "files", "search", "paper"},
    {"organisation"},
    {"work", "library"},
    {"questionnaires"},
    {"register", "bodies"},
    {"assessments"},
    {"portfolio", "obligations"},
    {"decisions"},
    {"reporting"},
    {"demo"},
    {"config"},
    {"cli"},
)
FLOOR = {room: height for height, rooms in enumerate(FLOORS) for room in rooms}


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that git tracks or would track."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / line for line in listed.stdout.splitlines())
    return tuple(path for path in paths if path.is_file())


def files(*endings: str, under: Path = PACKAGE) -> list[Path]:
    return [path for path in project_files() if path.suffix in endings and path.is_relative_to(under)]


def room_of(path: Path) -> str:
    """The room in which a file stands; empty outside the rooms."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def may_know(room: str, other: str) -> bool:
    """A room may know itself and every room on a lower floor."""
    return room == other or FLOOR[other] < FLOOR[room]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def strings_in(path: Path) -> list[ast.Constant]:
    """The string constants of a Python file, without its docstrings."""
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
    ]
