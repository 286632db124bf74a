"""Reads the commands that draw a page, and keeps what decides whether a thing is seen.

pdfminer passes over where painting is clipped, what shows through, and which layers are off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter
from pdfminer.pdftypes import PDFObjRef, dict_value, resolve1, stream_value
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import Matrix, apply_matrix_pt

Point = tuple[float, float]
Sides = tuple[float, float, float, float]
"""Left, top, right and bottom; in a file's own coordinates left, bottom, right and top."""

ANYWHERE: Final = (-1e9, -1e9, 1e9, 1e9)
OFF: Final = "off"
"""The mark of a layer that is not shown."""

WATERMARK: Final = "watermark"
"""The mark of what a program says is a watermark."""

_PLAIN: Final = ("Normal", "Compatible")  # of the ways to blend


def around(points: Sequence[Point]) -> Sides:
    """The box around points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def overlap(one: Sides, two: Sides) -> Sides:
    """What two boxes have in common; its right is left of its left if that is nothing."""
    return max(one[0], two[0]), max(one[1], two[1]), min(one[2], two[2]), min(one[3], two[3])


class State(PDFGraphicState):
    """A graphics state with what pdfminer leaves out of it."""

    clip: Sides = ANYWHERE
    opacity: float = 1
    is_blended: bool = False

    def copy(self) -> State:
        """Another one that is the same."""
        other = State()
        other.__dict__.update(self.__dict__)
        return other


@dataclass(slots=True)
class Surroundings:
    """What is in force where a command stands.

    Attributes:
        state: The graphics state with which the form is drawn in which the command stands.
        layers: The marks of the layers around it.
        off: Numbers of the layers that are switched off.
    """

    state: State = field(default_factory=State)
    layers: list[str] = field(default_factory=list)
    off: frozenset[int] = frozenset()


class Interpreter(PDFPageInterpreter):
    """Draws on a canvas and tells it what is in force."""

    device: Any
    graphicstate: State

    @property
    def _around(self) -> Surroundings:
        found = self.device.surroundings
        assert isinstance(found, Surroundings)
        return found

    def init_state(self, ctm: Matrix) -> None:
        """Begin with the state in force around."""
        super().init_state(ctm)
        self.graphicstate = self._around.state.copy()

    def do_gs(self, name: Any) -> None:
        """Set how much of what lies below shows through."""
        known = dict_value(self.resources.get("ExtGState", {}))
        entry = dict_value(known.get(literal_name(name), {}))
        state = self.graphicstate
        opacity, mode = resolve1(entry.get("ca")), resolve1(entry.get("BM"))
        if isinstance(opacity, int | float):
            state.opacity = opacity
        if mode is not None:
            modes = mode if isinstance(mode, list) else [mode]
            state.is_blended = literal_name(resolve1(modes[0])) not in _PLAIN
        if "SMask" in entry:
            state.is_blended = isinstance(resolve1(entry["SMask"]), dict)

    def do_W(self) -> None:
        """Clip what follows to the box around the path."""
        pairs = [one[at : at + 2] for one in self.curpath for at in range(1, len(one), 2)]
        points = [apply_matrix_pt(self.ctm, (float(x), float(y))) for x, y in pairs]
        if points:
            sides = around(points)
            self.graphicstate.clip = overlap(self.graphicstate.clip, sides)

    def do_W_a(self) -> None:
        """Clip by the even-odd rule, which makes no other box."""
        self.do_W()

    def do_BMC(self, tag: Any) -> None:
        """Begin what belongs together."""
        self._around.layers.append("")

    def do_BDC(self, tag: Any, props: Any) -> None:
        """Begin what belongs to a layer, or is no part of the text."""
        layer, name = "", literal_name(tag)
        if name == "OC":
            known = dict_value(self.resources.get("Properties", {}))
            layer = self._layer(known.get(literal_name(props)))
        elif name == "Artifact" and isinstance(props, dict):
            kind = resolve1(props.get("Subtype"))
            layer = WATERMARK if kind and literal_name(kind) == "Watermark" else ""
        self._around.layers.append(layer)

    def do_EMC(self) -> None:
        """End what belongs together."""
        if self._around.layers:
            self._around.layers.pop()

    def do_Do(self, xobjid_arg: Any) -> None:
        """Draw a form or a picture."""
        within, state = self._around, self._around.state
        drawn = stream_value(self.xobjmap.get(literal_name(xobjid_arg)))
        within.state = self.graphicstate
        within.layers.append(self._layer(drawn.get("OC")))
        super().do_Do(xobjid_arg)
        within.layers.pop()
        within.state = state

    def do_EI(self, obj: Any) -> None:
        """Draw a picture that stands among the commands."""
        within, state = self._around, self._around.state
        within.state = self.graphicstate
        super().do_EI(obj)
        within.state = state

    def _layer(self, entry: Any) -> str:
        """Whether what belongs to a layer, or to several, is switched off."""
        if isinstance(entry, PDFObjRef) and entry.objid in self._around.off:
            return OFF
        found = resolve1(entry)
        named = found.get("OCGs") if isinstance(found, dict) else None
        numbers = references(named)
        return OFF if numbers and self._around.off.issuperset(numbers) else ""


def references(entry: Any) -> list[int]:
    """Numbers of the objects that an entry refers to, one or several."""
    found = resolve1(entry)
    listed = found if isinstance(found, list) else [entry]
    return [one.objid for one in listed if isinstance(one, PDFObjRef)]


def layers_off(catalog: Mapping[str, Any]) -> frozenset[int]:
    """Numbers of the layers that a file shows only when somebody switches them on."""
    properties = dict_value(catalog.get("OCProperties", {}))
    setting = dict_value(properties.get("D", {}))
    off = set(references(setting.get("OFF")))
    base = resolve1(setting.get("BaseState"))
    if isinstance(base, PSLiteral) and literal_name(base) == "OFF":
        off |= set(references(properties.get("OCGs"))) - set(references(setting.get("ON")))
    return frozenset(off)
