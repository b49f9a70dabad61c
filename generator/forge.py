"""Where the forge shows a project's YAML files: the addresses of GitHub and GitLab, from MkDocs' own settings."""

from __future__ import annotations

import re
from dataclasses import dataclass

_EDIT_URI = re.compile(r"(?:-/)?(?:edit|blob|raw|tree)/([^/]+)/?(.*)\Z")


@dataclass(frozen=True, slots=True)
class Forge:
    """`folder` leads from the top of the repository to the project: empty, or with a slash at its end."""

    repo: str
    branch: str
    folder: str = ""
    gitlab: bool = False

    def view(self, path: str, first: int, last: int) -> str:
        """The lines of a file; `path` is relative to the project, lines count from 1."""
        end = f"-{'' if self.gitlab else 'L'}{last}" if last > first else ""
        return f"{self._at('blob', path)}#L{first}{end}"

    def edit(self, path: str, line: int) -> str:
        return f"{self._at('edit', path)}#L{line}"

    def history(self, path: str) -> str:
        return self._at("commits", path)

    def _at(self, what: str, path: str) -> str:
        return f"{self.repo}{'/-' if self.gitlab else ''}/{what}/{self.branch}/{self.folder}{path}"


def forge_of(repo_url: str, edit_uri: str, docs_dir: str) -> Forge | None:
    """From `repo_url`, `edit_uri` and `docs_dir` of mkdocs.yml; None without a repository.

    `edit_uri` leads to the Markdown pages (`edit/main/content/pages/`): its branch counts, and what stands before
    `docs_dir`. Without it the branch is `main` and the project the top of the repository.
    """
    if not repo_url:
        return None
    found = _EDIT_URI.match(edit_uri.strip("/"))
    branch, rest = (found[1], found[2]) if found else ("main", docs_dir)
    folder = rest.strip("/").removesuffix(docs_dir.strip("/")) if rest else ""
    gitlab = edit_uri.startswith("-/") or "gitlab" in repo_url
    return Forge(repo_url.rstrip("/"), branch, folder if folder.endswith("/") else "", gitlab)
