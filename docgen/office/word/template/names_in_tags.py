"""Names in the tags of a template that have no value, told without rendering any branch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from jinja2 import Environment, Undefined, UndefinedError, nodes
from jinja2.exceptions import SecurityError

from docgen.office.tags.failures import Failure, failure

_ASKED: Final = ("defined", "undefined")
_GIVEN: Final = ("default", "d")
# Of a list, these many elements are looked at: they are alike.
_ELEMENTS: Final = 3

Values = Sequence[Any] | None
"""What an expression may stand for in one context or another; None where that is not known."""


def unknown_names(
    syntax: nodes.Template, environment: Environment, contexts: Iterable[Mapping[str, Any]]
) -> list[tuple[int, Failure]]:
    """The names that no context has a value for, in every tag, whatever conditions it stands in.

    A name that a template asks for by ``is defined`` is known to it, and what cannot be told
    without rendering, such as what a filter gives, is taken to be right.

    Args:
        syntax: The template.
        environment: Its environment, whose rules for attributes hold.
        contexts: Contexts that the template is rendered with.

    Returns:
        Line of each, and what it means, as rendering would tell it.
    """
    scope: dict[str, Values] = dict.fromkeys(_assigned(syntax))
    merged: dict[str, list[Any]] = {}
    for context in contexts:
        for name, value in context.items():
            values = merged.setdefault(name, [])
            if not any(value is known for known in values):
                values.append(value)
    search = _Search(syntax, environment, merged)
    search.visit(syntax, {**merged, **scope})
    return search.found


class _Search:
    """A walk through a template that follows the values of its names."""

    def __init__(
        self, syntax: nodes.Template, environment: Environment, names: Iterable[str]
    ) -> None:
        self.found: list[tuple[int, Failure]] = []
        self._names = tuple(names)
        self._environment = environment
        self._asked = [test.node for test in syntax.find_all(nodes.Test) if test.name in _ASKED]

    def visit(self, node: nodes.Node, scope: dict[str, Values]) -> Values:
        """Look for unknown names in a node, and tell what it stands for."""
        match node:
            case nodes.Expr() if node in self._asked:
                return None
            case nodes.Filter(name=name) if name in _GIVEN:
                self._visit_all([*node.args, *(pair.value for pair in node.kwargs)], scope)
                return None
            case nodes.Const():
                return [node.value]
            case nodes.Name(ctx="load"):
                return self._name(node, scope)
            case nodes.Getattr():
                return self._member(node, self.visit(node.node, scope), node.attr, attribute=True)
            case nodes.Getitem(arg=nodes.Const(value=str() as key)):
                return self._member(node, self.visit(node.node, scope), key, attribute=False)
            case nodes.Getitem(arg=nodes.Const(value=int())):
                return _elements(self.visit(node.node, scope))
            case nodes.For():
                inner = {**scope, "loop": None}
                elements = _elements(self.visit(node.iter, scope))
                if isinstance(node.target, nodes.Name):
                    inner[node.target.name] = elements
                self._visit_all([*node.body, *filter(None, [node.test])], inner)
                self._visit_all(node.else_, scope)
                return None
        self._visit_all(node.iter_child_nodes(), scope)
        return None

    def _visit_all(self, found: Iterable[nodes.Node], scope: dict[str, Values]) -> None:
        for node in found:
            self.visit(node, scope)

    def _name(self, node: nodes.Name, scope: Mapping[str, Values]) -> Values:
        if node.name in scope:
            return scope[node.name]
        if node.name not in self._environment.globals:
            self._tell(node, self._environment.undefined(name=node.name))
        return None

    def _member(self, node: nodes.Expr, values: Values, name: str, *, attribute: bool) -> Values:
        """An attribute or item, of those values that have it; of None nothing is to be had."""
        get = self._environment.getattr if attribute else self._environment.getitem
        members = [get(value, name) for value in values or () if value is not None]
        known = [one for one in members if not isinstance(one, Undefined)]
        if members and not known:
            self._tell(node, members[0])
        return known or None

    def _tell(self, node: nodes.Node, undefined: Undefined) -> None:
        try:
            undefined._fail_with_undefined_error()
        except SecurityError:
            pass  # what is forbidden is told when the tag is rendered
        except UndefinedError as error:
            self.found.append((node.lineno, failure(error, self._names)))


def _elements(values: Values) -> Values:
    """What lists hold, if it can be told."""
    lists = [value for value in values or () if isinstance(value, list | tuple)]
    return [element for one in lists for element in one[:_ELEMENTS]] or None


def _assigned(syntax: nodes.Template) -> Iterator[str]:
    """The names that the template gives a value itself."""
    for name in syntax.find_all(nodes.Name):
        if name.ctx != "load":
            yield name.name
    for macro in syntax.find_all(nodes.Macro):
        yield macro.name
