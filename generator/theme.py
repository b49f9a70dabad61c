"""The MkDocs theme named `briefing`: MkDocs takes the folder of this module's `__file__` for the theme's folder."""

from pathlib import Path

_PACKED = Path(__file__).parent / "_templates"  # in a wheel; in the working tree templates/ stands beside generator/
TEMPLATES = _PACKED if _PACKED.is_dir() else Path(__file__).parent.parent / "templates"

__file__ = str(TEMPLATES / "mkdocs_theme.yml")
