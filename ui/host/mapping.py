"""Which field of a layer takes which of ours: found by name, refused in words where types differ, remembered per layer.

A layer of the user's has fields of its own making. A value goes into a field as it is or not at all: a text that is
longer than its field, or that the layer's encoding cannot write, is never cut.
"""

from __future__ import annotations

import codecs
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Dict, Iterable, Mapping, Optional, Set, Tuple

from qgis.core import QgsField, QgsFields, QgsProviderRegistry, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QDate, QDateTime, Qt

from ...inference.exchange.schema import FIELDS, Field
from ..settings import Settings

INT, UINT, LONG, ULONG, DOUBLE, MAP, STRING, DATE, MOMENT, FLOAT = 2, 3, 4, 5, 6, 8, 10, 14, 16, 38
"""Qt's numbers for the types of fields, the same in every Qt."""

_TAKES: Mapping[str, Tuple[int, ...]] = {
    "text": (STRING,), "json": (STRING, MAP), "real": (DOUBLE, FLOAT, STRING),
    "integer": (INT, UINT, LONG, ULONG, DOUBLE, FLOAT, STRING), "date": (MOMENT, DATE, STRING),
}
_DAYS = "image_date"
"""A text of ours that is a day, or a day and time."""
_NOT_PLACE = ("username", "password", "authcfg", "key", "subset", "uid")
"""Parts of a source that say who asks, or which rows, and not where the rows stand."""
DBF = "ESRI Shapefile"
DBF_NAME, DBF_TEXT = 10, 254
"""Letters that the name of a field has at most in a shapefile, and bytes its text."""


@dataclass(frozen=True)
class FieldMapping:
    """Our names -> the names of a layer's fields; a name that is missing is not kept."""

    pairs: Tuple[Tuple[str, str], ...] = ()

    def target(self, name: str) -> str:
        """The layer's field for one of ours, "" for none."""
        return dict(self.pairs).get(name, "")

    def __bool__(self) -> bool:
        return bool(self.pairs)


class Unfitting(ValueError):
    """A value that a field cannot hold; its text says why."""


def code(field: QgsField) -> int:
    """Qt's number of a field's type; an enum of Python's where Qt is 6."""
    return _number(field.type())


def _number(kind: Any) -> int:
    return int(getattr(kind, "value", kind))


def refusal(ours: Field, theirs: QgsField) -> str:
    """Why a field cannot take values of ours, "" where it can."""
    kind = code(theirs)
    if kind in _TAKES[ours.kind] or (ours.name == _DAYS and kind in {DATE, MOMENT}):
        return ""
    if ours.kind == "real" and kind in {INT, UINT, LONG, ULONG}:
        return QCoreApplication.translate("mapping", "a whole number would lose the decimals")
    if ours.kind == "text":
        return QCoreApplication.translate("mapping", "a text needs a text field")
    if ours.kind == "json":
        return QCoreApplication.translate("mapping", "nested values need a text field")
    if ours.kind == "date":
        return QCoreApplication.translate("mapping", "a date needs a date or text field")
    return QCoreApplication.translate("mapping", "a number needs a number or text field")


def limit(theirs: QgsField) -> int:
    """How many characters a text field holds (bytes in a shapefile), 0 for any number."""
    return max(0, int(theirs.length())) if code(theirs) == STRING else 0


def automatic(fields: QgsFields) -> FieldMapping:
    """What names and aliases suggest; each field of the layer is used once."""
    named = {field.name().lower(): field for field in reversed(fields.toList())}
    exact = ((ours, named.get(ours.name)) for ours in FIELDS)
    pairs: Dict[str, str] = {ours.name: field.name() for ours, field in exact if field and not refusal(ours, field)}
    for spelled in (_loosely, _cut) if len(pairs) < len(FIELDS) else ():
        taken = set(pairs.values())
        free = [field for field in fields.toList() if field.name() not in taken]
        for ours in FIELDS:
            if ours.name not in pairs:
                found = next((each for each in free if each.name() not in pairs.values()
                              and spelled(ours, each) and not refusal(ours, each)), None)
                if found is not None:
                    pairs[ours.name] = found.name()
    return FieldMapping(tuple(pairs.items()))


def _loosely(ours: Field, theirs: QgsField) -> bool:
    names = {_letters(theirs.name()), _letters(theirs.alias())} - {""}
    return bool(names & {_letters(ours.name), _letters(ours.alias)})


def _cut(ours: Field, theirs: QgsField) -> bool:
    """Shapefiles cut names."""
    return len(ours.name) > DBF_NAME and theirs.name().lower() == ours.name[:DBF_NAME]


def _letters(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


# --- remembered


def mapping_for(layer: QgsVectorLayer) -> FieldMapping:
    """What the user chose for this layer, or else what names suggest."""
    chosen = remembered(layer)
    return automatic(layer.fields()) if chosen is None else chosen


def remembered(layer: QgsVectorLayer) -> Optional[FieldMapping]:
    """What the user chose for this layer, without fields that are gone or have another type now; None for nothing."""
    try:
        kept = json.loads(Settings().value(_key(layer), ""))
    except ValueError:
        return None
    if not isinstance(kept, dict):
        return None
    fields = layer.fields()
    pairs = []
    for ours in FIELDS:
        index = fields.lookupField(str(kept.get(ours.name, "")))
        if index >= 0 and not refusal(ours, fields.at(index)):
            pairs.append((ours.name, fields.at(index).name()))
    return FieldMapping(tuple(pairs))


def remember(layer: QgsVectorLayer, mapping: FieldMapping) -> None:
    """Use this mapping for the layer from now on, in every project."""
    Settings().keep(_key(layer), json.dumps(dict(mapping.pairs)))


def _key(layer: QgsVectorLayer) -> str:
    """A name for where the layer's rows stand: neither its filter nor who asks belongs to it."""
    provider, source = layer.providerType(), layer.source()
    if provider == "memory":  # its source changes with its filter; it lives no longer than its name does
        source = layer.id()
    parts = QgsProviderRegistry.instance().decodeUri(provider, source) if provider != "memory" else {}
    said = {name: str(value) for name, value in parts.items() if name not in _NOT_PLACE} or {"source": source}
    written = json.dumps([provider, said], sort_keys=True)
    return f"mapping/{hashlib.sha256(written.encode('utf-8', 'replace')).hexdigest()[:24]}"


# --- values


def fitted(value: Any, theirs: QgsField, encoding: str = "") -> Any:
    """A value of a row as a field takes it; what it cannot hold is `Unfitting`.

    `encoding` is that of a shapefile, whose fields count bytes.
    """
    kind = code(theirs)
    if value is None or value == "":
        return None
    if kind == STRING:
        return _text(value if isinstance(value, str) else f"{value:.12g}", theirs, encoding)
    if kind == MAP:
        return json.loads(value)
    if kind in {DATE, MOMENT}:
        return _moment(str(value), kind)
    return int(value) if kind in {INT, UINT, LONG, ULONG} else float(value)


def _moment(text: str, kind: int) -> Any:
    moment = QDateTime.fromString(text, Qt.DateFormat.ISODateWithMs)
    found = (moment.date() if moment.isValid() else QDate.fromString(text, Qt.DateFormat.ISODate)) \
        if kind == DATE else moment
    if not found.isValid():
        raise Unfitting(f"“{text}” is no date")
    return found


def _text(text: str, theirs: QgsField, encoding: str) -> str:
    size, held = len(text), limit(theirs)
    if encoding:
        try:
            size = len(text.encode(_known(encoding)))
        except UnicodeEncodeError as error:
            sign = text[error.start]
            raise Unfitting(f"its encoding {encoding} cannot write “{sign}”") from error
    if held and size > held:
        raise Unfitting(f"the text has {size} {'bytes' if encoding else 'characters'} and the field holds {held}")
    return text


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "utf-8"


def encoding_of(layer: QgsVectorLayer) -> str:
    """The encoding of a shapefile, "" for layers whose fields count characters."""
    provider = layer.dataProvider()
    return str(provider.encoding()) if provider is not None and provider.storageType() == DBF else ""


# --- new fields


def missing(mapping: FieldMapping, wanted: Iterable[Field]) -> Tuple[Field, ...]:
    """The fields of ours that go nowhere."""
    return tuple(ours for ours in wanted if not mapping.target(ours.name))


_NEW: Mapping[str, Tuple[int, ...]] = {"text": (STRING,), "json": (STRING,), "real": (DOUBLE,),
                                       "integer": (LONG, INT, DOUBLE), "date": (MOMENT, STRING)}
_BEST = ("text", "string", "double precision", "double", "int8", "integer64", "datetime")
"""Types without limits, which go before others of their kind."""
_CALLED = {"double precision": "float8", "timestamp without time zone": "timestamptz"}
"""What PostgreSQL calls some types when asked; moments keep their time zone there."""


def new_fields(wanted: Iterable[Field], layer: QgsVectorLayer) -> Dict[str, QgsField]:
    """Fields for values of ours in the types that the layer's provider has; those it has no type for are missing."""
    made: Dict[str, QgsField] = {}
    shapefile = bool(encoding_of(layer))
    taken = {field.name().lower() for field in layer.fields().toList()}
    for ours in wanted:
        native = next((found for found in (_native(layer, kind) for kind in _NEW[ours.kind]) if found), None)
        if native is not None:
            name = _free_name(ours.name, taken, DBF_NAME if shapefile else 60)
            taken.add(name)
            called = native.mTypeName
            if layer.providerType() == "postgres":
                called = _CALLED.get(called, called)
            text = _number(native.mType) == STRING
            made[ours.name] = QgsField(name, native.mType, called,
                                       DBF_TEXT if text and shapefile else min(0, native.mMinLen))
    return made


def _native(layer: QgsVectorLayer, kind: int) -> Any:
    """The provider's own type of that kind, None where it has none."""
    found = [each for each in layer.dataProvider().nativeTypes() if _number(each.mType) == kind]
    found.sort(key=lambda each: _BEST.index(each.mTypeName.lower()) if each.mTypeName.lower() in _BEST else len(_BEST))
    return found[0] if found else None


def _free_name(name: str, taken: Set[str], letters: int) -> str:
    free, number = name[:letters], 1
    while free in taken:
        free, number = f"{name[:letters - len(str(number))]}{number}", number + 1
    return free
