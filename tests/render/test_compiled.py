"""Templates compiled our way print what Jinja prints, for every kind of value that a template may meet."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, Template, TemplateRuntimeError
from markupsafe import Markup

from generator.render.compiled import QuickEnvironment, macro
from generator.render.listing import Marks


def made(kind: type[Environment], template: str) -> Template:
    return kind(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(template)


@dataclass(frozen=True, slots=True)
class Record:
    words: str
    inner: Any = None


class Pair(NamedTuple):
    number: int
    words: str


VALUES = (
    *(
        "plain",
        "<b> & \"quotes\" 'too'",
        "",
        Markup("<b>kept</b>"),
        Marks({"data-x": "<1>"}),
        None,
        True,
        3,
        Decimal("1.50"),
    ),
    *(Pair(1, "<i>"), ["<", Markup("<")], {"<": "&"}),
)
TEMPLATES = (
    "{{ v }}",
    "{{ v ~ '<' }}{{ v or '<' }}{{ [v] | first }}",
    "{% for one in [v, v] %}{{ loop.index }}{{ one }}{% endfor %}",
    "{% set x = v %}{{ x }}{% set y %}<i>{{ v }}</i>{% endset %}{{ y }}",
    "{% macro m(a, b='<') %}{{ a }}{{ b }}{% endmacro %}{{ m(v) }}{{ m(v, v) }}{{ m(b=v, a=1) }}",
    "{% macro m() %}{{ caller(v) }}{% endmacro %}{% call(a) m() %}<p>{{ a }}{% endcall %}",
    "{% macro m(a) %}{{ a }}{{ varargs | length }}{{ kwargs | length }}{% endmacro %}{{ m(v, v, c=v) }}",
    "{{ r.words }}{{ r.inner.words }}{{ r.inner.inner }}",
    "{{ t.words }}{{ t.inner.count }}{{ t['items'] }}{{ t.get('none', v) }}{{ p.number }}{{ p.words }}{{ p[1] }}",
    "{% if r.inner is defined and t.none is not defined %}{{ '%s' | format(v) }}{% endif %}{{ v | string | upper }}",
)


def context(value: Any) -> dict[str, Any]:
    table = {"words": "<t>", "inner": {"count": 2}, "items": "<entry>"}
    return {"v": value, "r": Record("<r>", Record("&", Markup("<hr>"))), "t": table, "p": Pair(7, "<p>")}


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_the_same_as_jinja(template: str, value: Any) -> None:
    ours, theirs = (made(kind, template) for kind in (QuickEnvironment, Environment))
    assert ours.render(context(value)) == theirs.render(context(value))


@pytest.mark.parametrize(
    "template", ["{{ nothing }}", "{{ t.none }}", "{{ r.none }}", "{{ r.none.words }}", "{{ v.a.b }}", "{{ t.none() }}"]
)
def test_what_is_not_there_is_an_error_as_in_jinja(template: str) -> None:
    said = []
    for kind in (QuickEnvironment, Environment):
        with pytest.raises(TemplateRuntimeError) as error:
            made(kind, template).render(context("word"))
        said.append((type(error.value), str(error.value)))
    assert said[0] == said[1]


def test_a_macro_is_a_function_with_its_defaults() -> None:
    environment = QuickEnvironment(
        loader=DictLoader({"m.html": "{% macro m(a, b='<') %}{{ a }}{{ b }}{% endmacro %}"}), autoescape=True
    )
    joined = macro(environment, "m.html", "m")
    assert (joined("&"), joined("a", "b")) == (Markup("&amp;&lt;"), Markup("ab"))
