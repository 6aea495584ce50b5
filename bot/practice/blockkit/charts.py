"""The `data_visualization` block's charts. Limits as in Slack's Block Kit reference."""

from __future__ import annotations

from bot.practice.blockkit.rules import Rule, choice, each, number, record, string, typed

_ANY_NUMBER = number(-1e15, 1e15)
_SEGMENT = record({"label": string(20, 1), "value": number(0, 1e15)})
_POINT = record({"label": string(20, 1), "value": _ANY_NUMBER})
_SERIES = record({"name": string(20, 1), "data": each(_POINT, 20)})
_AXES = record({"categories": each(string(20, 1), 20)}, {"x_label": string(50), "y_label": string(50)})


def _plotted(kind: str) -> Rule:
    return record({"type": choice(kind), "series": each(_SERIES, 12), "axis_config": _AXES})


CHART = typed(
    {
        "pie": record({"type": choice("pie"), "segments": each(_SEGMENT, 12)}),
        "bar": _plotted("bar"),
        "area": _plotted("area"),
        "line": _plotted("line"),
    }
)
