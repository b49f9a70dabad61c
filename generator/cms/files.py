"""The folder of the form: its configuration and its page, and what npm is to install beside them."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

from generator.cms.config import SERVER, config_text
from generator.dossier.dossier import Dossier
from generator.errors import BriefingError
from generator.settings import Settings

PAGE = 8082
SHIPPED = ("index.html", "form.mjs", "guard.mjs", "preserve.mjs", "package.json")
ENVIRONMENT = """\
# For decap-server, which reads this file where it is started. It writes the project's files for whoever can reach it:
# so only this machine, and only our page.
BIND_HOST=127.0.0.1
PORT={server}
ORIGIN=http://127.0.0.1:{page}
GIT_REPO_DIRECTORY={project}
LOG_LEVEL=warn
"""


def write_cms(dossier: Dossier, settings: Settings, folder: Path) -> list[Path]:
    """Write the form's folder; what npm installed there stays. The files are returned."""
    folder = folder.resolve()
    if not settings.content.is_relative_to(settings.project):
        raise BriefingError(
            "the facts stand outside of the project's folder, where the form's server does not reach",
            hint="name a folder inside of the project in content",
        )
    if folder == settings.project or folder.is_relative_to(settings.content) or settings.content.is_relative_to(folder):
        hint = "name a folder of its own, such as form"
        raise BriefingError(f"the form cannot stand in {folder}, among the project's own files", hint=hint)
    folder.mkdir(parents=True, exist_ok=True)
    project = Path(os.path.relpath(settings.project, folder)).as_posix()
    shipped = files("generator.cms") / "form"
    texts = {name: (shipped / name).read_text("utf-8") for name in SHIPPED}
    texts["config.yml"] = config_text(dossier)
    texts[".env"] = ENVIRONMENT.format(server=SERVER, page=PAGE, project=project)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    return [folder / name for name in sorted(texts)]
