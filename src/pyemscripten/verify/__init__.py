"""Our table against published artifacts: what npm and PyPI hold, and what it says when it runs."""
