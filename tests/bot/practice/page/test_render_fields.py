"""Forms: what their fields show, how they are called, and what a posted form enters."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.practice import forms
from bot.practice.forms import ClientRefused
from bot.practice.page.render.entered import entries, given
from tests.bot.practice.page.gallery import AB, CHOICES, FORM, GROUPS, PICKERS, asks, option, plain
from tests.bot.practice.page.rendering import Json, Page, form, renderer

BERLIN = ZoneInfo("Europe/Berlin")
TEXT = {"type": "plain_text_input", "action_id": "value"}


def page_of(*blocks: Json, **errors: str) -> Page:
    return Page(renderer().view(form(*blocks, **errors)))


def field(**element: Any) -> Json:
    return asks({"action_id": "value", **element})


def test_a_field_is_labelled_and_described_by_its_hint_and_its_error() -> None:
    page = page_of(asks(TEXT, hint=plain("In a sentence")), plain_text_input="Too <short>")
    box = page.one("input")
    assert page.one("label")["for"] == box["id"]
    described = [page.one("p", id=each)["class"] for each in (box["aria-describedby"] or "").split()]
    assert described == ["hint", "error"]
    assert "Too <short>" in page.text
    assert (box["name"], box["aria-invalid"], box["aria-required"]) == ("plain_text_input/value", "true", "true")


def test_an_optional_field_says_so() -> None:
    page = page_of(asks(TEXT, optional=True))
    assert "(optional)" in page.text
    assert "aria-required" not in page.one("input")


def test_ids_hold_no_spaces_whatever_the_app_calls_its_blocks() -> None:
    page = page_of({**asks(TEXT), "block_id": 'my "block" 1'})
    assert page.one("input")["id"] == "V1/my%20%22block%22%201/value"


def test_a_long_text_field_keeps_its_first_empty_line() -> None:
    html = renderer().view(form(field(type="plain_text_input", multiline=True, initial_value="\nb<")))
    assert ">\n\nb&lt;</textarea>" in html


@pytest.mark.parametrize("element", PICKERS, ids=lambda element: element["type"])
def test_pickers_show_their_initial_value_in_the_readers_zone(element: Json) -> None:
    shown = {"date": "2026-11-24", "time": "09:30", "datetime-local": "2026-11-24T09:00"}
    box = page_of(field(**element)).one("input")
    assert box["value"] == shown[str(box["type"])]


@pytest.mark.parametrize("element", CHOICES[:8], ids=lambda element: element["type"])
def test_menus_and_boxes_show_what_is_chosen(element: Json) -> None:
    page = page_of(field(**element))
    marked = {"selected", "checked"}
    chosen = [attributes["value"] for _, attributes in page.elements if marked & attributes.keys()]
    chosen += [held["value"] for held in page.all("input", class_="lookup-value")]
    state = forms.initial(element)
    held = state[forms.STATE_KEYS[element["type"]]]
    items = held if isinstance(held, list) else [held]
    assert chosen == [item["value"] if isinstance(item, dict) else item for item in items]


def test_what_was_entered_shows_instead_of_the_initial_value() -> None:
    view = form(field(type="static_select", options=AB, initial_option=AB[1]))
    view.values["static_select", "value"] = {"type": "static_select", "selected_option": AB[0]}
    assert Page(renderer().view(view)).one("option", value="a") == {"value": "a", "selected": None}


def test_groups_have_headings() -> None:
    page = page_of(field(type="static_select", option_groups=GROUPS))
    assert [group["label"] for group in page.all("optgroup")] == ["Fruit", "Trees"]


def test_many_choices_are_a_list_and_few_are_boxes() -> None:
    page = page_of(field(type="multi_static_select", options=AB), field(type="multi_users_select"))
    assert len(page.all("input", type="checkbox")) == 2
    assert "multiple" in page.one("select")


def test_people_and_channels_go_by_name_and_only_those_the_reader_may_see() -> None:
    page = page_of(field(type="users_select"), field(type="conversations_select"))
    assert "Priya Nair" in page.text
    assert "Paul Meier" not in page.text
    assert "#sales-leads" in page.text
    page = Page(renderer("priya").view(form(field(type="conversations_select"))))
    assert "#sales-leads" not in page.text
    assert "#sales" in page.text


def test_a_menu_the_app_looks_up_offers_what_was_found_and_what_is_chosen() -> None:
    view = form(field(type="external_select", min_query_length=1, initial_option=option("Coach", "c")))
    view.offered["external_select", "value"] = [option("Course", "d")]
    page = Page(renderer().view(view))
    typed, held = page.one("input", type="text"), page.one("input", type="hidden")
    assert (typed["value"], held["value"], held["name"]) == ("Coach", "c", "external_select/value")
    assert typed["aria-controls"] == page.one("ul", role="listbox")["id"]
    assert page.one("label")["for"] == typed["id"]
    assert [each["data-value"] for each in page.all("li", role="option")] == ["c", "d"]
    assert page.one("div", class_="lookup", data_min="1", data_block="external_select", data_action="value")


def test_a_list_the_app_looks_up_shows_as_boxes_what_is_chosen_and_what_was_found() -> None:
    view = form(field(type="multi_external_select", initial_options=[option("Coach", "c")]))
    view.offered["multi_external_select", "value"] = [option("Course", "d")]
    page = Page(renderer().view(view))
    assert [(box["value"], "checked" in box) for box in page.all("input", type="checkbox")] == [
        ("c", True),
        ("d", False),
    ]
    assert page.one("input", type="search")


@pytest.mark.parametrize(
    ("config", "dispatch"),
    [
        ({}, "enter"),
        ({"dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]}}, "change"),
        ({"dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]}}, "enter"),
    ],
)
def test_a_field_that_acts_at_once_says_when(config: Json, dispatch: str) -> None:
    acting = {**asks({**TEXT, **config}), "dispatch_action": True}
    box = page_of(acting).one("input")
    assert (box["data-act"], box["data-dispatch"]) == ("plain_text_input", dispatch)
    assert "data-act" not in page_of(asks({**TEXT, **config})).one("input")


ENTERED = {
    "plain_text_input": ("one\r\ntwo", "one\ntwo"),
    "number_input": ("2.5", "2.5"),
    "email_text_input": ("a@b.example", "a@b.example"),
    "url_text_input": ("https://a.example", "https://a.example"),
    "datepicker": ("2026-12-01", "2026-12-01"),
    "timepicker": ("10:15", "10:15"),
    "datetimepicker": ("2026-12-01T10:15", 1796116500),
    "radio_buttons": ("b", AB[1]),
    "static_select": ("a", AB[0]),
    "external_select": ("c", option("Coach", "c")),
    "users_select": ("U0TOM000000", "U0TOM000000"),
    "conversations_select": ("C0PRACTICE06", "C0PRACTICE06"),
}


@pytest.mark.parametrize("kind", ENTERED)
def test_a_posted_form_enters_one_value(kind: str) -> None:
    sent, state = ENTERED[kind]
    view = form(*FORM)
    [(place, entry)] = entries(view, {f"{kind}/value": [sent], "other": ["x"]}, BERLIN).items()
    assert place == (kind, "value")
    held = entry[forms.STATE_KEYS[kind]]
    wanted = state if not isinstance(state, dict) else state["value"]
    assert (held["value"] if isinstance(held, dict) else held) == wanted


def test_a_posted_form_enters_many_values_or_none() -> None:
    view = form(*FORM)
    sent = {"multi_static_select/value": ["", "a", "o"], "checkboxes/value": [""], "users_select/value": [""]}
    found = {place[0]: entry for place, entry in entries(view, sent, BERLIN).items()}
    assert [chosen["value"] for chosen in found["multi_static_select"]["selected_options"]] == ["a", "o"]
    assert found["checkboxes"]["selected_options"] == []
    assert found["users_select"]["selected_user"] is None


def test_what_is_typed_as_rich_text_comes_back_as_it_was() -> None:
    view = form(field(type="rich_text_input"))
    view.values |= entries(view, {"rich_text_input/value": ["Hello\nyou"]}, BERLIN)
    assert "\nHello\nyou</textarea>" in renderer().view(view)


def test_every_field_that_is_shown_can_be_entered_as_it_is_shown() -> None:
    view = form(*FORM)
    names = {attributes.get("name") for _, attributes in Page(renderer().view(view)).elements}
    assert names >= {f"{block['block_id']}/value" for block in FORM if block["element"]["type"] != "file_input"}


def test_a_file_input_takes_only_what_it_says_and_is_not_sent_with_the_form() -> None:
    page = Page(renderer().view(form(field(type="file_input", filetypes=["csv", "tsv"], max_files=1))))
    control = page.one("input", type="file")
    assert (control["accept"], "name" in control, "multiple" in control) == (".csv,.tsv", False, False)
    assert "required" in control
    assert entries(form(field(type="file_input")), {"file_input/value": ["F1"]}, BERLIN) == {}


@pytest.mark.parametrize(
    ("kind", "sent"), [("static_select", "z"), ("datetimepicker", "soon"), ("external_select", "z")]
)
def test_what_a_field_does_not_offer_is_refused(kind: str, sent: str) -> None:
    with pytest.raises(ClientRefused):
        entries(form(*FORM), {f"{kind}/value": [sent]}, BERLIN)


def test_a_time_is_given_in_the_readers_zone() -> None:
    moment = given(PICKERS[2], ["2026-12-01T10:15"], ZoneInfo("Asia/Tokyo"))
    assert moment == datetime(2026, 12, 1, 10, 15, tzinfo=ZoneInfo("Asia/Tokyo"))
