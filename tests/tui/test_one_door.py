"""No text that is not a constant of the source goes into a widget except through ``show``: read from the syntax tree of every module."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src/planner/tui"
WIDGETS = {
    "Static",
    "Label",
    "Option",
    "Button",
    "Checkbox",
    "RadioButton",
    "Switch",
    "Link",
    "Markdown",
    "Selection",
    "Tab",
    "Toast",
}
"""Whose first argument is drawn."""
CALLS = {"update", "add_option", "set_prompt", "replace_option_prompt", "set_label"}
PLACES = {"border_title", "border_subtitle", "tooltip", "placeholder_markup"}
DOORS = {"show", "Content", "from_markup", "styled", "Option"}
"""What makes text safe: ``show``, or Content made of constants."""


class Module:
    """One module: what its functions return, and what its local names are made of."""

    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.safe = set(DOORS)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.returns is not None and _safe_type(ast.unparse(node.returns)):
                self.safe.add(node.name)
        self.fields = {
            node.target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and _safe_type(ast.unparse(node.annotation))
        } | {"text"}  # the one field of Row, which the types say is Content

    def ok(self, node: ast.expr, scope: ast.AST) -> bool:
        """Whether what ``node`` gives is safe to draw."""
        match node:
            case ast.Constant() | ast.JoinedStr(values=[]):
                return True
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self.ok(left, scope) and self.ok(right, scope)
            case ast.IfExp(body=body, orelse=other):
                return self.ok(body, scope) and self.ok(other, scope)
            case ast.Call(func=ast.Name(id=name)):
                return name in self.safe
            case ast.Call(func=ast.Attribute(attr="join", value=value)):
                return self.ok(value, scope)
            case ast.Call(func=ast.Attribute(attr=name)):
                return name in self.safe
            case ast.Attribute(attr=name):
                return name in self.fields
            case ast.Name(id=name):
                made = list(_made(scope, name))
                return bool(made) and all(self.ok(value, scope) for value in made)
        return False


def _safe_type(text: str) -> bool:
    return "Content" in text and "str" not in text


def _made(scope: ast.AST, name: str) -> Iterator[ast.expr]:
    """Yield what a local name is given anywhere in its function."""
    for node in ast.walk(scope):
        if isinstance(node, (ast.Assign, ast.AugAssign)):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if isinstance(target, ast.Name) and target.id == name:
                    yield node.value
                elif isinstance(target, ast.Tuple) and any(
                    isinstance(one, ast.Name) and one.id == name for one in target.elts
                ):
                    yield _element(node.value)
        if isinstance(node, ast.For) and isinstance(node.target, ast.Name) and node.target.id == name:
            yield _element(node.iter)
        if isinstance(node, ast.comprehension) and isinstance(node.target, ast.Name) and node.target.id == name:
            yield _element(node.iter)


def _element(node: ast.expr) -> ast.expr:
    """Return what stands for one element of a sequence: that of a list of safe texts, or the call that gives them."""
    if isinstance(node, (ast.List, ast.Tuple)) and node.elts:
        return node.elts[0].value if isinstance(node.elts[0], ast.Starred) else node.elts[0]
    if isinstance(node, (ast.ListComp, ast.GeneratorExp)):
        return node.elt
    return node


def drawn(module: Module) -> Iterator[tuple[int, str]]:
    """Yield (line, source) of every text that is drawn and not known to be safe."""
    scopes = [node for node in ast.walk(module.tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    for scope in [*scopes, module.tree]:
        for node in ast.walk(scope):
            for value in _given(node):
                inner = [one for one in scopes if value in ast.walk(one)]
                if (inner and scope is not inner[-1]) or module.ok(value, scope):
                    continue
                yield value.lineno, ast.unparse(value)


def _given(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the texts that a node draws."""
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in WIDGETS or name in CALLS:
            if name in CALLS and not isinstance(node.func, ast.Attribute):
                return
            if name == "update" and not node.args:
                return
            yield from node.args[:1]
            yield from (
                word.value for word in node.keywords if word.arg in ("content", "label", "prompt", "renderable")
            )
    if isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Attribute) and target.attr in PLACES:
                yield node.value


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_text_reaches_a_widget_but_through_the_door(path: Path):
    module = Module(ast.parse(path.read_text(encoding="utf-8")))
    assert list(drawn(module)) == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_toast_is_markup_and_no_widget_is_left_to_guess(path: Path):
    wrong = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        given = {word.arg: ast.unparse(word.value) for word in node.keywords}
        if name in ("notify", "Static", "Label", "Rows", "OptionList") and given.get("markup") != "False":
            wrong.append((node.lineno, ast.unparse(node)))
        if name == "notify" and "title" in given:
            wrong.append((node.lineno, ast.unparse(node)))
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "Static(item.title)",
        "Static(f'{item.title}')",
        "self.query_one('#x').update(item.title)",
        "box.border_title = item.title",
        "Option('a' + item.title)",
        "Static(_('{t}').format(t=item.title))",
        "def f():\n    text = show('a')\n    text = item.title\n    Static(text)",
    ],
)
def test_the_reading_bites(text: str):
    assert list(drawn(Module(ast.parse(text))))


@pytest.mark.parametrize(
    "text",
    [
        "Static('constant')",
        "Static(show(item.title), markup=False)",
        "def f():\n    text = show(a) + show(b)\n    text += show(c)\n    Option(text)",
        "box.border_title = show(self.title)",
    ],
)
def test_what_went_through_the_door_passes(text: str):
    assert not list(drawn(Module(ast.parse(text))))
