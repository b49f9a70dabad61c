"""Addresses in the forge: GitHub's and GitLab's forms, with the branch and folder that edit_uri names."""

from __future__ import annotations

import pytest

from generator.forge import Forge, forge_of

GITHUB = "https://github.com/varland/boats"
GITLAB = "https://gitlab.example/varland/boats"


@pytest.mark.parametrize(
    ("repo", "uri", "expected"),
    [
        ("", "edit/main/docs/", None),
        (GITHUB, "", Forge(GITHUB, "main")),
        (GITHUB + "/", "edit/dev/content/pages/", Forge(GITHUB, "dev")),
        (GITHUB, "blob/main/dossiers/boats/content/pages", Forge(GITHUB, "main", "dossiers/boats/")),
        (GITLAB, "", Forge(GITLAB, "main", gitlab=True)),
        (
            "https://code.example/boats",
            "-/edit/main/content/pages/",
            Forge("https://code.example/boats", "main", "", True),
        ),
    ],
)
def test_from_the_settings_of_mkdocs(repo: str, uri: str, expected: Forge | None) -> None:
    assert forge_of(repo, uri, "content/pages") == expected


def test_github() -> None:
    forge = Forge(GITHUB, "main", "boats/")
    assert forge.view("content/a.yaml", 3, 9) == f"{GITHUB}/blob/main/boats/content/a.yaml#L3-L9"
    assert forge.view("content/a.yaml", 3, 3) == f"{GITHUB}/blob/main/boats/content/a.yaml#L3"
    assert forge.edit("content/a.yaml", 3) == f"{GITHUB}/edit/main/boats/content/a.yaml#L3"
    assert forge.history("content/a.yaml") == f"{GITHUB}/commits/main/boats/content/a.yaml"


def test_gitlab() -> None:
    forge = Forge(GITLAB, "main", gitlab=True)
    assert forge.view("content/a.yaml", 3, 9) == f"{GITLAB}/-/blob/main/content/a.yaml#L3-9"
    assert forge.edit("content/a.yaml", 3) == f"{GITLAB}/-/edit/main/content/a.yaml#L3"
    assert forge.history("content/a.yaml") == f"{GITLAB}/-/commits/main/content/a.yaml"
