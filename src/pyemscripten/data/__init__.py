"""THE data: every fact of this project, written once, each with its source. Literals only.

One import name, several files, each for one kind of fact:

* ``platforms``, ``releases`` and ``emscripten`` are the tables.
* ``interpreters`` and ``markers`` have what holds in every platform, ``support`` what tools do
  with the tags.
* ``conflicts`` has what sources contradict each other on, with what the released artifact says.
* ``messages``, ``behaviours`` and ``demonstrations`` serve the guides of the site.
* ``sources`` names what they all cite; ``tagged`` cites a release by its version.

How to edit
-----------
* **A new Pyodide release**: ``make refresh`` writes it into ``releases.py``, with all measured
  fields. By hand: copy the entry of the version before it, change what differs, done.
* **A new platform**: copy the last entry of ``platforms.py``; every field needs a line in its
  ``sources``. ``docs/about/add-a-platform.md`` walks through it.
* Set ``AS_OF`` to the day on which you read the sources, raise ``VERSION``, add a line to
  ``CHANGELOG.md`` and run ``make test``: it says in one sentence what is missing or contradictory.

Where sources contradict each other, the released artifact is in the entry and the contradiction
is in ``conflicts.py``. A fact that could not be verified is not here.
"""

from __future__ import annotations

from .behaviours import BEHAVIOURS as BEHAVIOURS
from .conflicts import CONFLICTS as CONFLICTS
from .demonstrations import DEMONSTRATIONS as DEMONSTRATIONS
from .emscripten import EMSCRIPTEN as EMSCRIPTEN
from .interpreters import CONFIG_VARIABLES as CONFIG_VARIABLES
from .interpreters import LOCK_FILES as LOCK_FILES
from .interpreters import PLATFORM as PLATFORM
from .interpreters import PLATFORM_MISSPELT as PLATFORM_MISSPELT
from .interpreters import PYODIDE_ABI as PYODIDE_ABI
from .markers import MARKER_SOURCES as MARKER_SOURCES
from .markers import MARKERS as MARKERS
from .messages import MESSAGES as MESSAGES
from .platforms import PLATFORMS as PLATFORMS
from .releases import RELEASES as RELEASES
from .sources import READ as READ
from .support import DISTRIBUTION_PACKAGING as DISTRIBUTION_PACKAGING
from .support import SUPPORT as SUPPORT
from .support import TAG_ORDERS as TAG_ORDERS
from .support import UV_TARGET_SUPPORT as UV_TARGET_SUPPORT

#: Version of the data and of the package that carries it: ``YYYY.M.PATCH``.
VERSION = "2026.11.0"

#: The ISO date on which the data was last compared with its sources.
AS_OF = "2026-11-22"
