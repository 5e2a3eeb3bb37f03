"""Go out to npm and PyPI, measure what is there, run it, and propose rows for our table."""
