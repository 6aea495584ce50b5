"""An installation's own templates: a language without calls, without doors into Python, and with a bound on its work.

Whoever words messages anew can do it with values, conditions, loops and the filters named here. Everything else is
refused when a template is read; a template that works or says too much is stopped while it renders.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from typing import Any, Final

from jinja2 import BaseLoader, StrictUndefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

FILE_MAX: Final = 64_000
TEXT_MAX: Final = 50_000
WORK_MAX: Final = 200_000
FILTERS: Final = "capitalize count default first int last length list lower map title trim upper".split()
NODES: Final = frozenset(
    "Template Block Output TemplateData Name Const Getattr Getitem List Tuple If For CondExpr Compare Operand And Or "
    "Not Test Filter Keyword Call Add Sub Mul Div Neg Pos".split()
)
NUMBERS: Final = frozenset("+ - * /".split())

Filters = Mapping[str, Callable[..., Any]]


class Bounded(Context):
    """The values of one rendering, and the work that it has done."""

    work: int = 0

    def spend(self, work: int) -> None:
        """Count some work; raises SecurityError when it becomes too much."""
        self.work += work
        if self.work > WORK_MAX:
            raise SecurityError("it works or says too much")


class Sandbox(SandboxedEnvironment):
    """Reads and renders what somebody wrote who does not write the program."""

    context_class = Bounded
    intercepted_binops = NUMBERS

    def __init__(self, loader: BaseLoader, filters: Filters, text: type[str]) -> None:
        """Offer `filters` besides Jinja's harmless ones; values become `text`, escaped where that is mark-up."""
        super().__init__(loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        known = {name: self.filters[name] for name in FILTERS} | {"join": _join, "round": _round} | dict(filters)
        self.filters = {name: known[name] if name == "map" else _short(known[name]) for name in known}
        self.filters["counted"] = _counted
        self.globals = {}
        self.finalize = _shown(getattr(text, "escape", text))
        self._text = text

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > FILE_MAX:
            raise SecurityError(f"it is longer than {FILE_MAX} characters")
        template = super()._parse(source, name, filename)
        for node in template.find_all(nodes.Node):
            _check(node)
        for loop in template.find_all(nodes.For):
            work = nodes.Const(_size(loop))
            loop.iter = nodes.Filter(loop.iter, "counted", [work], [], None, None, lineno=loop.lineno)
        return template

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon with numbers only: texts are put side by side, not multiplied."""
        if not isinstance(left, int | float) or not isinstance(right, int | float):
            raise SecurityError(f"{operator} is for numbers")
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Show another block, which is some work."""
        _spend(__context, 1)
        return __self._text(super().call(__context, __obj, *args, **kwargs))


def _check(node: nodes.Node) -> None:
    if type(node).__name__ not in NODES or getattr(node, "recursive", False) or getattr(node, "scoped", False):
        raise SecurityError(f"line {node.lineno}: {type(node).__name__} has no place in a wording")
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        raise SecurityError(f"line {node.lineno}: {node.attr} is not to be looked at")
    if isinstance(node, nodes.Call) and not _is_block(node):
        raise SecurityError(f"line {node.lineno}: only blocks are called, such as self.summary()")


def _is_block(call: nodes.Call) -> bool:
    block = call.node
    named = isinstance(block, nodes.Getattr) and isinstance(block.node, nodes.Name) and block.node.name == "self"
    return named and not (call.args or call.kwargs or call.dyn_args or call.dyn_kwargs)


def _size(loop: nodes.For) -> int:
    """Return what one round says for certain, and one for the round itself."""
    return 1 + sum(len(data.data) for data in loop.find_all(nodes.TemplateData))


@pass_context
def _counted(context: Context, items: Iterable[Any], work: int) -> Iterator[Any]:
    for item in items:
        _spend(context, work)
        yield item


def _shown(show: Callable[[Any], Any]) -> Callable[[Context, Any], Any]:
    @pass_context
    def shown(context: Context, value: Any) -> Any:
        text = show(value)
        _spend(context, len(text))
        return text

    return shown


def _spend(context: Context, work: int) -> None:
    if isinstance(context, Bounded):
        context.spend(work)


def _short(work: Callable[..., Any]) -> Callable[..., Any]:
    """Return the filter with a bound on the text that comes out of it."""

    @wraps(work)
    def bounded(*args: Any, **kwargs: Any) -> Any:
        result = work(*args, **kwargs)
        if isinstance(result, str | Sequence) and len(result) > TEXT_MAX:
            raise SecurityError(f"a text is longer than {TEXT_MAX} characters")
        return result

    return bounded


def _join(items: Iterable[Any], separator: str = "") -> str:
    """Join items as text, unless that becomes too long."""
    parts = [str(item) for item in items]
    if sum(map(len, parts)) + len(separator) * len(parts) > TEXT_MAX:
        raise SecurityError(f"a text is longer than {TEXT_MAX} characters")
    return separator.join(parts)


def _round(value: float, precision: int = 0) -> float:
    """Round half to even, whatever the precision."""
    return round(value, precision)
