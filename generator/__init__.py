"""Briefing: turns structured YAML facts into a sourced, browsable static site."""

__version__ = "0.1.0"
