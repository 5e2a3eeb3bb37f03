"""What published artifacts showed when they were last looked at, against our table.

Nothing here goes out: :mod:`~pyemscripten.evidence.recorded` reads what :mod:`pyemscripten.verify`
measured, :mod:`~pyemscripten.evidence.checks` compares it with a table, fact by fact, and
:mod:`~pyemscripten.evidence.known` says of each fact how it is known.
"""
