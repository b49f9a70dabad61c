"""How templates are compiled: as Jinja does, with less work for what a page asks for most often.

Markup is printed as it is, an attribute is asked for once, and a macro is called without a look at what else it might
be; Jinja's own code stands behind each of the three for every other case. The same bytes, in half of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from generator.render.html import safe, special

_IMPORT = "from generator.render.compiled import attribute, printed"


def printed(value: Any) -> str:
    """A value that is no Markup, escaped."""
    if value.__class__ is str and not special(value):
        return value
    return escape(value)


def attribute(environment: Environment, value: Any, name: str) -> Any:
    """What a template gets by a name that is no attribute: an entry of a table, or Jinja's undefined."""
    if value.__class__ is dict and name in value:
        return value[name]
    return environment.getattr(value, name)


class _Generator(CodeGenerator):
    """Writes to `_v` what is printed, to `_o` whose attribute is asked for, and to `_a` the attribute."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        self.writeline(_IMPORT)
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(_v if (_v := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(").__class__ is Markup else printed(_v))")

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.write("(_a if (_a := getattr((_o := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else attribute(environment, _o, {node.attr!r}))")


class _Context(Context):
    def call(
        __self,  # noqa: N805 - as Jinja has it: any name may be a macro's argument
        __obj: Any,
        *args: Any,
        _loop_vars: Any = None,
        _block_vars: Any = None,
        **kwargs: Any,
    ) -> Any:
        """Calls what a template calls. A macro needs neither context nor names, and what it returns is escaped."""
        if __obj.__class__ is Macro and not kwargs:
            plain = not (__obj.caller or __obj.catch_kwargs or __obj.catch_varargs)
            if plain and len(args) <= __obj._argument_count:
                return _called(__obj, *args)
        if _loop_vars:
            kwargs["_loop_vars"] = _loop_vars
        if _block_vars:
            kwargs["_block_vars"] = _block_vars
        return super().call(__obj, *args, **kwargs)


class QuickEnvironment(Environment):
    """An environment that escapes everything, in one process and without coroutines."""

    code_generator_class = _Generator
    context_class = _Context


def macro(environment: Environment, template: str, name: str) -> Callable[..., Markup]:
    """A macro of a template as a function; arguments from the left, those with defaults may be left out."""
    found: Macro = getattr(environment.get_template(template).module, name)
    return partial(_called, found)


def _called(found: Macro, *args: Any) -> Markup:
    return safe(found._func(*args, *(missing,) * (found._argument_count - len(args))))
