"""The commands, one module each, imported when they are asked for: none pays for another's imports."""

from __future__ import annotations

from importlib import import_module

import click

NAMES = ("build", "check", "init", "serve")


class Commands(click.Group):
    """Finds the command `name` in the module of that name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in NAMES:
            return None
        command: click.Command = getattr(import_module(f"generator.commands.{cmd_name}"), cmd_name)
        return command
