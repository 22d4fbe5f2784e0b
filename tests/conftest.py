"""Fixtures and options that all tests share."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no fault of the code: nothing here is a test of speed.
settings.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of news and gold beside the checkout; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared: the news and gold data are not here")
    return SHARED


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that rewrites the graphs in ``tests/golden``."""
    parser.addoption("--refresh-golden", action="store_true", help="rewrite them")


@pytest.fixture
def refresh_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the golden graphs are to be written anew."""
    return bool(request.config.getoption("--refresh-golden"))
