"""Files stay small, templates stay simple, and nothing is left lying around."""

import ast
import re
import statistics

from tests.house.tree import PACKAGE, ROOT, files, project_files, room_of, strings_in, tree_of

LOGIC = re.compile(r"{%\s*(?:regroup|cycle|ifchanged|filter|debug|load\s+static)\b")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=.application/json)|\sstyle=|\son[a-z]+=|javascript:")
HELPERS = {"utils", "common", "core", "helpers", "base", "misc"}


def lines_of(path):
    return len(path.read_text().splitlines())


def named(path):
    return str(path.relative_to(ROOT))


def test_no_file_is_longer_than_400_lines():
    long = [named(path) for path in files(".py", ".html", ".css", ".js", under=ROOT) if lines_of(path) > 400]
    assert long == []


def test_templates_are_short():
    lengths = {named(path): lines_of(path) for path in files(".html")}
    assert [name for name, length in lengths.items() if length > 120] == []
    assert statistics.median(lengths.values()) <= 30


def test_functions_are_short():
    functions = [
        node.end_lineno - node.lineno + 1
        for path in files(".py")
        if "migrations" not in path.parts
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    assert statistics.quantiles(functions, n=10)[-1] < 30


def test_no_module_has_a_name_that_says_nothing():
    assert [named(path) for path in files(".py") if path.stem in HELPERS] == []


def test_every_room_has_a_sign_on_its_door():
    doors = [path for path in files(".py") if path.name == "__init__.py" and path.parent.parent == PACKAGE]
    assert [named(path) for path in doors if not (ast.get_docstring(tree_of(path)) or "").endswith(".")] == []


def test_no_template_holds_script_or_style():
    assert [named(path) for path in files(".html") if INLINE.search(path.read_text())] == []


def test_every_template_is_used():
    def name(path):
        return path.as_posix().split("/templates/")[1]

    templates = {name(path) for path in files(".html")}
    spoken = {constant.value for path in files(".py") for constant in strings_in(path)}
    written = "\n".join(path.read_text() for path in files(".html"))
    theirs = re.compile(r"^(account|mfa|socialaccount|allauth|django)/|^(400|403|403_csrf|404|500|429)\.html$")
    unused = [
        template
        for template in sorted(templates)
        if template not in spoken and template not in written and not theirs.match(template)
    ]
    assert unused == []


def test_nothing_names_this_machine_or_the_tools_of_its_makers():
    words = re.compile(r"/work/main|/work/shared|/root/|farm-studio|farm-bench|\bClaude\b|\bAnthropic\b", re.IGNORECASE)
    checked = [
        p
        for p in project_files()
        if p.suffix in {".py", ".md", ".html", ".yaml", ".yml", ".toml", ".css", ".js", ".po", ""}
    ]
    ours = "tests/house/test_shape.py"
    assert [named(p) for p in checked if named(p) != ours and words.search(p.read_text(errors="ignore"))] == []


def test_no_room_silences_a_check():
    silence = re.compile(r"#\s*(type:\s*ignore|noqa|pragma: no cover)|\b(TODO|FIXME|XXX)\b")
    ours = "tests/house/"
    checked = [path for path in files(".py", ".html", under=ROOT) if not named(path).startswith(ours)]
    assert [named(path) for path in checked if silence.search(path.read_text())] == []


def test_every_room_has_tests():
    rooms = {room_of(path) for path in files(".py")} - {"", "config"}
    assert [room for room in sorted(rooms) if not list((ROOT / "tests" / room).glob("test_*.py"))] == []
