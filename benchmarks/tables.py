"""The benchmark's results as Markdown tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Protocol

from benchmarks.measure import MB, Cost

AGAINST = ("hugo", "mkdocs")
MEMORY = ("largest process MB", "all processes MB")


class Measured(Protocol):
    """What `benchmarks.run` measured of one contestant."""

    @property
    def cold(self) -> Sequence[Cost]: ...
    @property
    def again(self) -> Sequence[Cost]: ...
    @property
    def edited(self) -> Sequence[Cost]: ...
    @property
    def files(self) -> int: ...
    @property
    def size(self) -> int: ...
    @property
    def complaints(self) -> Sequence[str]: ...


def _middle(costs: Sequence[Cost], of: Callable[[Cost], float]) -> float | None:
    return median(map(of, costs)) if costs else None


def _wall(one: Cost) -> float:
    return one.wall


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def race(results: Mapping[str, Measured], count: int, reps: int) -> str:
    """One row a contestant. Medians; memory is the most that any repetition took."""
    bases = [name for name in AGAINST if name in results and not results[name].complaints]
    head = ["", "cold s", "processor s", "system s", *(f"cold / {name}" for name in bases), "again s", "edited s"]
    head += [*(f"edited / {name}" for name in bases), *MEMORY, "files", "MB", "complete"]
    rows = [head, ["---", *("---:" for _ in head[2:]), "---"]]
    for name, one in results.items():
        row = [name, _seconds(_middle(one.cold, _wall)), _seconds(_middle(one.cold, lambda c: c.cpu))]
        row.append(_seconds(_middle(one.cold, lambda c: c.system)))
        row += [_ratio(one.cold, results[base].cold) for base in bases]
        row += [_seconds(_middle(one.again, _wall)), _seconds(_middle(one.edited, _wall))]
        row += [_ratio(one.edited, results[base].edited) for base in bases]
        row += [f"{max((cost.largest for cost in one.cold), default=0):.0f}"]
        row += [f"{max((cost.tree for cost in one.cold), default=0):.0f}", f"{one.files:,}", f"{one.size / MB:.1f}"]
        rows.append([*row, "no" if one.complaints else "yes"])
    title = f"{count:,} entities, medians of {reps}:"
    return f"{title}\n\n{_table(rows)}\n"


def _ratio(mine: Sequence[Cost], theirs: Sequence[Cost]) -> str:
    one, other = _middle(mine, _wall), _middle(theirs, _wall)
    return f"{one / other:.2f}" if one is not None and other else ""


def curve(results: Mapping[int, Mapping[str, Measured]]) -> str:
    """One row a size and a contestant."""
    head = ["entities", "", "cold s", "processor s", "processor ms an entity", *MEMORY, "files", "MB"]
    rows = [head, ["---:", "---", *("---:" for _ in head[2:])]]
    for count, some in results.items():
        for name, one in some.items():
            cost = one.cold[0]
            failed = [one.complaints[0].replace("|", " ")] if one.complaints else []
            figures = [_seconds(cost.wall), _seconds(cost.cpu), f"{cost.cpu / count * 1000:.2f}"]
            figures += [f"{cost.largest:.0f}", f"{cost.tree:.0f}", f"{one.files:,}", f"{one.size / MB:.1f}"]
            rows.append([f"{count:,}", name, *(failed + figures)[: len(figures)]])
    return f"Cold, once each:\n\n{_table(rows)}\n"


def noise(samples: Sequence[float]) -> str:
    """What else the machine did."""
    return (
        "Clock over processor time of a fixed loop before each cold build (1.00: nothing else ran): "
        f"median {median(samples):.2f}, largest {max(samples):.2f}."
    )


def _table(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
