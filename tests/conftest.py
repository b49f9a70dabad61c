"""What tests of whole sites share. Each fixture here costs seconds, so one serves the session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.commands import ROOT, briefing, copied, ended_well

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Commands that tests run keep their records here, and not in the cache of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFING_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


# Tests that drive other programs in their own time: browsers, servers, watchers, clusters.
OTHERS = ("tests/browser/", "tests/live/", "tests/pdf/", "tests/site/test_serve.py", "tests/test_cluster.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test of OTHERS that fails is tried once more, and both outcomes are printed; what is wrong fails twice."""
    for item in items:
        if item.path.relative_to(ROOT).as_posix().startswith(OTHERS):
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what tests/sites/good/*/expected/ should hold")


@pytest.fixture(scope="session")
def shipped_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped content, built once. Not to be changed."""
    target = tmp_path_factory.mktemp("shipped") / "site"
    ended_well(briefing("build", "--site-dir", target))
    return target


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the shipped project, to be changed at will."""
    return copied(ROOT, tmp_path / "project")


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """What `briefing init` writes: small, and it uses the theme as installed."""
    folder = tmp_path / "starter"
    ended_well(briefing("init", folder))
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()
