"""A Sphinx configuration that shows the facts in other documentation."""

extensions = ["pyemscripten.sphinxext"]
