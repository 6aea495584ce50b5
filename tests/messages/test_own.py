"""An installation's own wording: it changes what it wants, reaches nothing else, and never stops a message."""

import logging
from pathlib import Path
from time import process_time
from types import SimpleNamespace
from typing import Final

import pytest

from messages.words import Words

ORIGINAL: Final = Words().mrkdwn("help.summary", unknown="xy")
TWICE: Final = "{{% block b{} %}}{{{{ self.b{}() }}}}{{{{ self.b{}() }}}}{{% endblock %}}"
BOMB: Final = "".join(TWICE.format(number, number + 1, number + 1) for number in range(60))
REFUSED: Final = {
    "an attribute of Python's": "{{ unknown.__class__.__mro__ }}",
    "an item of Python's": "{{ unknown['__class__'] }}",
    "the attr filter": "{{ unknown|attr('__class__') }}",
    "a mapped attribute": "{{ [unknown]|map(attribute='__class__')|first }}",
    "a format string": "{{ '{0.__class__}'.format(unknown) }}",
    "the format filter": "{{ '%s'|format(unknown) }}",
    "a formatted mapping": "{{ unknown.format_map(unknown) }}",
    "a global of Jinja's": "{{ cycler.__init__.__globals__ }}",
    "the template itself": "{{ self.__init__ }}",
    "another file": "{% include '/etc/passwd' %}",
    "an import": "{% import 'help.txt.j2' as other %}",
    "a long loop": "{% for i in range(10**9) %}{% endfor %}",
    "a long text": "{{ 'a' * 10**9 }}",
    "a long text by a constant": "{{ 'a' * 1000000000 }}",
    "a wide text": "{{ 'a'|center(1000000000) }}",
    "a big number": "{{ 9**9**9 }}",
    "a rounded number": "{{ 1|round(1000000000, 'ceil') }}",
    "doubled text": "{% set a = unknown %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}",
    "replaced text": "{{ 'aa'" + "|replace('a', 'aaaaaaaaaa')" * 60 + " }}",
    "joined text": "{{ unknown" + "|join('a long separator')" * 60 + " }}",
    "listed text": "{{ unknown" + "|listed" * 60 + " }}",
    "a macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "loops in loops": "{% for a in big %}" * 8 + "{% endfor %}" * 8,
    "loops that say much": "{% for a in big %}{% for b in big %}" + "x" * 20_000 + "{% endfor %}{% endfor %}",
    "loops over much": "{% for a in big %}{{ big|join }}{% endfor %}" * 50,
    "a recursive loop": "{% for a in big recursive %}{{ loop(big) }}{% endfor %}",
    "itself": "{{ self.summary() }}",
    "blocks upon blocks": "{{ self.b0() }}{% endblock %}" + BOMB + "{% block b60 %}x",
    "a value that is not there": "{{ nothing }}",
    "a fault": "{{ unknown|person }}",
    "half a tag": "{% if unknown %}",
    "nothing": "  ",
    "a huge file": "x" * 100_000,
}  # fmt: skip


def worded(folder: Path, summary: str) -> Words:
    """Words with a block of the help worded anew."""
    (folder / "help.mrkdwn.j2").write_text(f"{{% block summary %}}{summary}{{% endblock %}}")
    return Words(own=folder)


def test_it_words_anew_only_what_it_wants(tmp_path: Path) -> None:
    own = worded(tmp_path, "Ahoy {{ unknown }}")
    assert own.mrkdwn("help.summary", unknown="<!channel>") == "Ahoy &lt;!channel&gt;"
    assert "Here is what you can ask me" in own.mrkdwn("help.text", unknown="")


def test_it_can_use_conditions_loops_numbers_filters_and_its_own_blocks(tmp_path: Path) -> None:
    source = (
        "{% for each in people if each %}{{ each|person }}{{ ', ' if not loop.last }}{% endfor %}{{ self.share() }}"
    )
    own = worded(tmp_path, source + "{% endblock %}{% block share %}: {{ (100 * 1 / 3)|round|int }} %")
    assert own.mrkdwn("help.summary", people=["U0LENA00", "", "U0LUIS00"]) == "<@U0LENA00>, <@U0LUIS00>: 33 %"


@pytest.mark.parametrize("source", REFUSED.values(), ids=REFUSED)
def test_what_reaches_too_far_or_does_too_much_is_said_in_the_original_wording(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, source: str
) -> None:
    began = process_time()
    own = worded(tmp_path, source)
    for _ in range(2):
        assert own.mrkdwn("help.summary", unknown="xy", big=["y"] * 300) == ORIGINAL
    assert process_time() - began < 2
    told = [record for record in caplog.records if "help.mrkdwn.j2" in record.getMessage()]
    assert [record.levelno for record in told] == [logging.WARNING]


def test_the_log_says_why_without_a_word_of_the_message(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    own = worded(tmp_path, "{{ unknown|person }}{{ unknown.missing }}")
    own.mrkdwn("help.summary", unknown="our margin is 3 %")
    assert "margin" not in caplog.text
    assert "the block summary of help.mrkdwn.j2 failed" in caplog.text


def test_a_folder_without_a_template_is_told_of(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert Words(own=tmp_path / "missing").mrkdwn("help.summary", unknown="xy") == ORIGINAL
    assert "no wording was read" in caplog.text


def test_a_label_that_is_too_long_for_slack_is_the_original_one(tmp_path: Path) -> None:
    (tmp_path / "forms.txt.j2").write_text("{% block cancel %}{{ 'a' }}" + "b" * 3_000 + "{% endblock %}")
    assert Words(own=tmp_path).plain("forms.cancel") == Words().plain("forms.cancel")


def test_a_hint_may_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "polls.txt.j2").write_text("{% block options_hint %}{% endblock %}")
    assert Words(own=tmp_path).plain("polls.options_hint") == ""


def test_values_are_looked_at_and_never_changed(tmp_path: Path) -> None:
    own, values = worded(tmp_path, "{{ box.items.clear() }}"), SimpleNamespace(items=["kept"])
    own.mrkdwn("help.summary", unknown="x", box=values)
    assert values.items == ["kept"]
