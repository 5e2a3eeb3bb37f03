"""The base of every record in the data: frozen, slotted, typed, and cheap to import.

`dataclasses` would do the same work, but importing it costs more than reading the whole table
(it pulls in `inspect`), and installers that only want one look-up would pay for it. Type checkers
see an ordinary frozen dataclass through `dataclass_transform`.
"""

from __future__ import annotations

import sys
from types import MappingProxyType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from inspect import Signature
    from typing import Any, TypeVar

    from typing_extensions import Self, dataclass_transform

    Public = TypeVar("Public")
else:

    def dataclass_transform(**_):
        return lambda cls: cls


_MISSING: Any = object()

# What a record shows of itself: the rest are other records.
_PLAIN = (str, bool, int, type(None))


@dataclass_transform(frozen_default=True)
class RecordType(type):
    """Turns the annotations of a class body into slots and remembers types and defaults."""

    _fields: tuple[str, ...]
    _types: dict[str, str]
    _defaults: dict[str, Any]

    #: Properties that are published too, since whoever reads JSON cannot ask for them.
    _derived: tuple[str, ...] = ()

    def __new__(mcls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> RecordType:
        types = body.get("__annotations__", {})
        fields = tuple(types)
        defaults = {field: body.pop(field) for field in fields if field in body}
        body["__slots__"] = body["__match_args__"] = fields
        cls = super().__new__(mcls, name, bases, body)
        cls._fields = fields
        cls._types = types
        cls._defaults = defaults
        return cls

    @property
    def __signature__(cls) -> Signature:
        """The fields, for `help` and editors: `inspect` asks, and imports itself."""
        from inspect import Parameter, Signature

        kind, none = Parameter.POSITIONAL_OR_KEYWORD, Parameter.empty
        return Signature(
            [
                Parameter(
                    field,
                    kind,
                    default=cls._defaults.get(field, none),
                    annotation=cls._types[field],
                )
                for field in cls._fields
            ]
        )


class Record(metaclass=RecordType):
    """An immutable record. Fields are given in order or by name, as in a dataclass.

    A missing field raises :class:`TypeError` with the name of the record that lacks it, so that
    an incomplete entry in the data says where it is.

    >>> from pyemscripten.model import Library
    >>> Library("zlib", "1.3.1").replace(version="1.3.2").version
    '1.3.2'
    """

    if not TYPE_CHECKING:  # pragma: no branch

        def __init__(self, *args, **kwargs):
            cls = type(self)
            values = dict(zip(cls._fields, args, strict=False))
            values.update(kwargs)
            if len(args) > len(cls._fields) or len(values) < len(args) + len(kwargs):
                raise TypeError(f"{cls.__name__} was given a field twice, or too many: {values}")
            for field in values:
                if field not in cls._fields:
                    raise TypeError(
                        f"{_describe(cls, values)} has a field {field!r} that is unknown"
                    )
            for field in cls._fields:
                value = values.get(field, cls._defaults.get(field, _MISSING))
                if value is _MISSING:
                    raise TypeError(f"{_describe(cls, values)} lacks the field {field!r}")
                if type(value) is dict:
                    value = MappingProxyType(value)
                object.__setattr__(self, field, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} records are immutable: cannot set {name!r}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} records are immutable: cannot delete {name!r}")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return tuple(self.values()) == tuple(other.values())

    def __hash__(self) -> int:
        return hash((type(self), *map(_hashable, self.values())))

    def __repr__(self) -> str:
        """The plain fields, on one line that a notebook or a traceback can hold."""
        shown = [
            f"{field}={_brief(value)}"
            for field, value in zip(type(self)._fields, self.values(), strict=True)
            if isinstance(value, _PLAIN) or _are_texts(value)
        ]
        # The first fields name a record; what follows may be an essay.
        while len(shown) > 1 and sum(map(len, shown)) > 200:
            shown.pop()
        left_out = ["…"] if len(shown) < len(type(self)._fields) else []
        return f"{type(self).__name__}({', '.join([*shown, *left_out])})"

    def __reduce__(self) -> tuple[Any, ...]:
        values = (dict(v) if type(v) is MappingProxyType else v for v in self.values())
        return type(self), tuple(values)

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """The names of the fields, in the order in which they are declared."""
        return cls._fields

    @classmethod
    def derived_names(cls) -> tuple[str, ...]:
        """The names of the properties that :meth:`as_dict` has besides the fields."""
        return cls._derived

    @classmethod
    def field_types(cls) -> dict[str, str]:
        """The types of the fields, by their names, as they are written."""
        return cls._types

    def values(self) -> Iterator[Any]:
        """The values of the fields, in the order in which they are declared."""
        return (getattr(self, field) for field in type(self)._fields)

    def as_dict(self) -> dict[str, Any]:
        """The record as dictionaries, lists and plain values, as it is published in JSON.

        What is derived from the record alone comes after its fields.

        >>> from pyemscripten.model import Library
        >>> Library("zlib", "1.3.1").as_dict()["version"]
        '1.3.1'
        """
        cls = type(self)
        return {name: plain(getattr(self, name)) for name in (*cls._fields, *cls._derived)}

    def replace(self, **changes: Any) -> Self:
        """A copy of this record with the given fields changed."""
        values = dict(zip(type(self)._fields, self.values(), strict=True))
        return type(self)(**{**values, **changes})

    #: What :func:`copy.replace` calls, from Python 3.13 on.
    __replace__ = replace


def plain(value: object) -> Any:
    """A value of a record, or several, as JSON has them: dictionaries, lists, plain values."""
    if isinstance(value, Record):
        return value.as_dict()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, MappingProxyType):
        return {key: plain(item) for key, item in value.items()}
    return value


def public(thing: Public) -> Public:
    """Say that a class or function is `pyemscripten.X`, wherever it is defined.

    What users see of it, in a traceback or a pickle, is then the name that will stay.
    """
    if isinstance(thing, RecordType):
        # Their names are those of the defining module, where nobody would look for them now.
        names = vars(sys.modules[thing.__module__])
        thing.__annotations__ = {
            field: eval(text, names)  # noqa: S307 - the annotations in our own source
            for field, text in thing._types.items()
        }
    thing.__module__ = __package__
    return thing


def _describe(cls: type, values: dict[str, Any]) -> str:
    first = next(iter(values.values()), None)
    return f"{cls.__name__}({first!r})" if isinstance(first, str) else cls.__name__


def _are_texts(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)


def _brief(value: object) -> str:
    quoted = repr(value)
    return quoted if len(quoted) <= 80 else f"{quoted[:78]}…{quoted[-1]}"


def _hashable(value: object) -> object:
    return tuple(value.items()) if isinstance(value, MappingProxyType) else value
