"""`briefing explain`."""

from __future__ import annotations

import textwrap

import click

from generator.errors import BriefingError, suggest


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what the CODE of an error or a warning means, with a wrong and a right example; without CODE, list all.

    \b
    Example:
      briefing explain figure-ambiguous
    """
    from generator.explain import BY_CODE, ENTRIES, about, examples

    if code is None:
        for entry in sorted(ENTRIES):
            click.echo(f"{entry.code}: {about(entry)}")
        return
    wanted = code.strip().removeprefix("error").removeprefix("warning").strip("[]:")
    found = BY_CODE.get(wanted)
    if found is None:
        hint = suggest(wanted, BY_CODE).removeprefix("; ") or "the code stands in brackets: error[figure-ambiguous]"
        raise BriefingError(f"there is no code '{wanted}'", hint=hint)
    click.echo(f"{found.code}\n\n{about(found)}\n\n{textwrap.indent(examples(found), '  ')}")
