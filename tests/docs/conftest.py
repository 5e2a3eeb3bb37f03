"""What the tests of the site share."""

from __future__ import annotations

import pytest

from tests.support import site


@pytest.fixture(scope="session", autouse=True)
def _site() -> None:
    """The site of this very tree; a build that warns or fails is an error of each test here."""
    site.build()
