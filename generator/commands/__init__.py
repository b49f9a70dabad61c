"""The commands, one module each, imported when they are asked for: none pays for another's imports."""

from __future__ import annotations

from importlib import import_module

import click

NAMES = (
    "build",
    "check",
    "doctor",
    "explain",
    "fmt",
    "init",
    "merge-driver",
    "new",
    "rename",
    "schema",
    "serve",
    "verify",
)


class Commands(click.Group):
    """Finds the command `some-name` in the module `some_name`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in NAMES:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"generator.commands.{name}"), name)
        return command
