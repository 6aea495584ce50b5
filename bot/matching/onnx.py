"""The tensors in an ONNX file: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto says which field means what.

Only what holds weights is read, and nothing is copied: the file stays mapped, and untouched pages cost no memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

GRAPH: Final = 7
INITIALIZER: Final = 5
DIMENSION, ELEMENT, NAME, DATA = 1, 2, 8, 9
ELEMENTS: Final = {1: "<f4", 3: "i1", 7: "<i8"}
VARINT, EIGHT_BYTES, SIZED, FOUR_BYTES = 0, 1, 2, 5
WIDTHS: Final = {EIGHT_BYTES: 8, FOUR_BYTES: 4}


@dataclass(slots=True)
class Tensor:
    """A tensor as the file writes it down."""

    shape: list[int] = field(default_factory=list)
    element: int = 0
    name: str = ""
    data: memoryview = field(default_factory=lambda: memoryview(b""))


def tensors(path: Path) -> dict[str, NDArray[Any]]:
    """Return each tensor of floats, bytes or whole numbers by name, in the file's order, read-only."""
    file = memoryview(np.memmap(path, np.uint8, "r").data)
    graph = next(value for number, value in _fields(file) if number == GRAPH)
    found = (_tensor(value) for number, value in _fields(graph) if number == INITIALIZER)
    return {each.name: _array(each) for each in found if each.element in ELEMENTS}


def _array(tensor: Tensor) -> NDArray[Any]:
    return np.frombuffer(tensor.data, ELEMENTS[tensor.element]).reshape(tensor.shape)


def _tensor(message: memoryview) -> Tensor:
    tensor = Tensor()
    for number, value in _fields(message):
        if number == DIMENSION:
            tensor.shape.append(value)
        elif number == ELEMENT:
            tensor.element = value
        elif number == NAME:
            tensor.name = bytes(value).decode()
        elif number == DATA:
            tensor.data = value
    return tensor


def _fields(message: memoryview) -> Iterator[tuple[int, Any]]:
    """Give the number and value of each field: https://protobuf.dev/programming-guides/encoding/."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        if key & 7 == VARINT:
            value, at = _varint(message, at)
            yield key >> 3, value
            continue
        size, at = _varint(message, at) if key & 7 == SIZED else (WIDTHS[key & 7], at)
        yield key >> 3, message[at : at + size]
        at += size


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    """Return the number that begins at a byte, and where the next field begins."""
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
