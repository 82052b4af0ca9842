"""What all tests share.

- No test reaches the network: `--disable-socket` stands in pyproject.toml. A test of a server on this machine asks for it by
  `@pytest.mark.allow_hosts(["127.0.0.1", "::1"])`.
- `shared` is the folder of evaluation data beside the repository. Tests that need it are skipped where it is absent, and *fail*
  if they are skipped for its sake where it is there: a green run says what it did not check.
- `--update-golden` lets the golden tests rewrite what they compare with.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# A slow machine is no failure, and CI must not find today what it missed yesterday.
hypothesis.settings.register_profile("bluf", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("bluf")


# A shell that starts `make test` in the background has Ctrl-C ignored, and every process of a test would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected briefings of the golden tests")


def pytest_report_header() -> str:
    return f"evaluation data in ../shared: {'found' if SHARED.is_dir() else 'absent, its tests are skipped'}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not SHARED.is_dir():
        terminalreporter.write_line("../shared is absent: the tests that read it did not run.", yellow=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_skip(report)
    return report


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip that blames ../shared into a failure where the folder is there."""
    if not (report.skipped and SHARED.is_dir()) or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if "shared" in reason.lower():
        report.outcome = "failed"
        report.longrepr = f"skipped although ../shared is there: {reason}"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of evaluation data beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("../shared (evaluation data, not part of the repository) is absent")
    return SHARED


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """True where the golden tests shall rewrite what they compare with."""
    return bool(request.config.getoption("--update-golden"))
