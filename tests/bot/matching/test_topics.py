"""The topics of working life, and the vectors that were saved for them."""

from pathlib import Path

import numpy as np
import pytest

from bot.matching import Matcher, topics
from bot.matching.encoder import Encoder, unit

MOST_PHRASES = 6


def test_the_saved_vectors_are_those_of_the_text() -> None:
    """`make topics` saves them anew."""
    vector, saved = Encoder().vector, topics.load(_never)
    for at, (name, phrases) in list(enumerate(topics.read().items()))[::20]:
        said = np.array([vector(each) for each in (name, *phrases)])
        assert float(unit(unit(said - saved.mean).mean(0)) @ saved.centres[at]) == pytest.approx(1, abs=0.001), name


def test_every_topic_has_a_name_of_its_own_and_something_said_of_it() -> None:
    lines = topics.TEXT.read_text(encoding="utf-8").splitlines()
    names = [line for line in lines if not line.startswith(" ")]
    assert sorted(topics.read()) == sorted(set(names)) == sorted(names)
    assert all(1 <= len(phrases) <= MOST_PHRASES for phrases in topics.read().values())


def test_topics_that_were_changed_are_worked_out_anew(tmp_path: Path) -> None:
    text, vector = tmp_path / "topics.txt", Encoder().vector
    text.write_text("fire drills\n  what to do when it burns\n", encoding="utf-8")
    topics.save(topics.make(vector, text), text)
    assert topics.load(_never, text).names == ("fire drills",)
    text.write_text("fire drills\n  what to do when it burns\n\nprices\n  discounts\n", encoding="utf-8")
    changed = topics.load(vector, text)
    assert (changed.names, changed.centres.shape) == (("fire drills", "prices"), (2, 384))


@pytest.mark.parametrize(
    ("one", "other", "topic"),
    [
        (
            "Callers shout at our agents.",
            "Receptionists do not know how to answer a furious guest.",
            "calming angry customers",
        ),
        ("Book us a negotiation course.", "Vendors get the better deal out of us.", "negotiating"),
        ("Payslips are wrong.", "Nobody dares to speak in meetings.", None),
    ],
)
def test_what_two_texts_are_about_has_a_name(one: str, other: str, topic: str | None) -> None:
    matcher = Matcher()
    points = [matcher.point(matcher.vector(text)) for text in (one, other)]
    assert matcher.shared_topic(*points) == topic


def _never(_text: str) -> np.ndarray:
    raise AssertionError("the saved vectors are of another text: run `make topics`")
