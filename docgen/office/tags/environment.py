"""The Jinja environment of all templates: a strict sandbox, bounded in time and memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from jinja2 import Template, nodes, pass_environment
from jinja2.runtime import markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from docgen.office.tags.bounded import BOUNDED_FILTERS, as_format, look_at_call
from docgen.office.tags.failures import Missing
from docgen.office.tags.limits import Budget, bounded, bounded_number, size

Filters = Mapping[str, Callable[..., Any]]
NO_FILTERS: Final[Filters] = MappingProxyType({})


class TagTemplate(Template):
    """A compiled template that starts each document with a new budget."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Make a document, as ``jinja2.Template.render``."""
        environment = self.environment
        assert isinstance(environment, TagEnvironment)
        environment.budget.renew()
        return super().render(*args, **kwargs)


class TagEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for templates of any format.

    A name without a value is an error that tells name and owner; attributes and methods of
    Python are out of reach; no tag may take very much time or memory, not while the template
    is compiled either, for which nothing is computed beforehand.

    Attributes:
        budget: What is left to the template that is being rendered.

    Args:
        filters: Filters beyond Jinja's own, by name.
        autoescape: Whether what is printed becomes XML.
    """

    template_class = TagTemplate
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, filters: Filters = NO_FILTERS, *, autoescape: bool = True) -> None:
        self.budget = Budget()
        # What the compiled template calls by itself.
        self.spend, self.joined = self.budget.spend, self._joined
        super().__init__(
            undefined=Missing, autoescape=autoescape, finalize=self._printed, optimized=False
        )
        self._safe: dict[tuple[type, str], bool] = {}
        self.filters.update(BOUNDED_FILTERS)
        self.filters.update(filters)
        # No value is markup of a document, whoever says so; and no document is a web page.
        self.filters["safe"] = _as_it_is
        for name in ("random", "urlize", "xmlattr"):  # random: the same must give the same
            del self.filters[name]
        del self.globals["lipsum"]

    def printed(self, value: Any) -> Any:
        """A value as it is printed, before it is escaped."""
        return value

    # That it takes the environment keeps Jinja from printing constants while it compiles.
    @pass_environment
    def _printed(self, _: object, value: Any) -> Any:
        printed = self.printed(value)
        self.budget.spend(len(printed) if isinstance(printed, str) else size(printed))
        return printed

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read an attribute."""
        # Type and name decide, and asking once for each is several times as fast.
        key = type(obj), attr
        if key not in self._safe:
            self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return self._safe[key]

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Compute, if the result is not too large.

        Raises:
            TooMuchError: It is.
        """
        _OPERATORS[operator](left, right)
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call a function of the template.

        Raises:
            TooMuchError: It would make very much out of little.
        """
        if __obj is __self.spend or __obj is __self.joined:
            return __obj(*args)
        args = look_at_call(__obj, args)
        return super().call(__context, __obj, *args, **kwargs)

    def wrap_str_format(self, value: Any) -> Any:
        """``str.format`` as the sandbox has it, its widths bounded."""
        wrapped = super().wrap_str_format(value)
        if wrapped is None:
            return None

        def formatted(*args: Any, **kwargs: Any) -> str:
            as_format(value.__self__, [*args, *kwargs.values()])
            return str(wrapped(*args, **kwargs))

        return formatted

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        syntax = super()._parse(source, name, filename)
        _Counted().visit(syntax)
        return syntax

    def _joined(self, *values: Any) -> str:
        """What ``~`` makes of values."""
        size(values)
        has_markup = any(hasattr(value, "__html__") for value in values)
        return markup_join(values) if has_markup else str_join(values)


def _as_it_is(value: Any) -> Any:
    return value


class _Counted(NodeTransformer):
    """Has every round of a loop and every call of a macro counted, with the text that it writes."""

    def visit_For(self, node: nodes.For) -> nodes.Node:
        """A loop."""
        self.generic_visit(node)
        node.body.insert(0, _spending(node.body, node.lineno))
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:
        """A macro."""
        self.generic_visit(node)
        node.body.insert(0, _spending(node.body, node.lineno))
        return node

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:
        """What a macro calls back."""
        self.generic_visit(node)
        node.body.insert(0, _spending(node.body, node.lineno))
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        """Texts that are joined."""
        self.generic_visit(node)
        join = nodes.EnvironmentAttribute("joined")
        return nodes.Call(join, node.nodes, [], None, None, lineno=node.lineno)


def _spending(body: list[nodes.Node], line: int) -> nodes.Node:
    written = sum(len(one.data) for node in body for one in node.find_all(nodes.TemplateData))
    spend = nodes.EnvironmentAttribute("spend")
    arguments: list[nodes.Expr] = [nodes.Const(written)]
    call = nodes.Call(spend, arguments, [], None, None, lineno=line)
    return nodes.ExprStmt(call, lineno=line)


def _sum(left: Any, right: Any) -> None:
    if isinstance(left, str | list | tuple):
        bounded(len(left) + len(right))


def _product(left: Any, right: Any) -> None:
    for one, times in ((left, right), (right, left)):
        if isinstance(one, str | bytes | list | tuple) and isinstance(times, int):
            bounded(len(one) * max(times, 0))
            return
    if isinstance(left, int) and isinstance(right, int):
        bounded_number(left.bit_length() + right.bit_length())


def _power(left: Any, right: Any) -> None:
    if isinstance(left, int) and isinstance(right, int):
        bounded_number(left.bit_length() * max(right, 0))
    elif isinstance(left, Decimal) or isinstance(right, Decimal):
        bounded(int(right))


def _remainder(left: Any, right: Any) -> None:
    if isinstance(left, str):
        as_format(left, right if isinstance(right, tuple) else [right])


_OPERATORS: Final[Mapping[str, Callable[[Any, Any], None]]] = {
    "+": _sum,
    "*": _product,
    "**": _power,
    "%": _remainder,
}
