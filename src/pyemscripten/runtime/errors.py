"""What can go wrong between asking for a Pyodide release and hearing what it says.

Each problem is one line that names the release (or the tool), what happened, and what to do next.
"""

from __future__ import annotations


class RuntimeProblem(Exception):
    """A release that could not be fetched, checked, started or asked.

    The base of every other problem here: whoever catches it knows that a check did not take
    place, which is different from a check that found a mismatch.
    """


class NodeMissing(RuntimeProblem):
    """There is no Node.js to start, or what is there is not Node.js."""


class NodeTooOld(RuntimeProblem):
    """Node.js is older than any that can run a published Pyodide release."""


class NpmMissing(RuntimeProblem):
    """There is no `npm` command on the search path."""


class NpmFailed(RuntimeProblem):
    """`npm` failed for a reason that is neither the registry's nor the release's."""


class RegistryUnavailable(RuntimeProblem):
    """The package registry cannot be reached, or answers with an error."""


class ReleaseNotOnNpm(RuntimeProblem):
    """The registry was reached and does not have this release."""


class ReleaseNotCached(RuntimeProblem):
    """Only the cache was to be used, and it does not hold this release."""


class IntegrityMismatch(RuntimeProblem):
    """Bytes differ from the ones that were published, expected, or first downloaded."""


class TruncatedArchive(RuntimeProblem):
    """A tarball ends too early, or is not a gzipped tar file at all."""


class UnsafeArchive(RuntimeProblem):
    """A tarball has a member that an npm package never has, such as `../x` or a link."""


class LockFileProblem(RuntimeProblem):
    """A release's lock file is absent, is not JSON, or has no `info`."""


class RuntimeFailed(RuntimeProblem):
    """The interpreter did not start, died, or raised an exception, where a value was needed."""


class RuntimeTimeout(RuntimeFailed):
    """The interpreter did not finish in the time it was given."""
