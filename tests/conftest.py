"""What every test relies on."""

from __future__ import annotations

import os

import hypothesis

# The same examples on every run in CI, so that a red run can be repeated; new ones elsewhere.
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")
