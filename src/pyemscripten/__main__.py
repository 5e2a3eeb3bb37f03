"""``python -m pyemscripten`` is the ``pyemscripten`` command."""

from .cli import main

main()
