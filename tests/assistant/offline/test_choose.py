from types import SimpleNamespace

import numpy as np
import pytest

from assistant.offline import train
from assistant.offline.choose import Chooser
from assistant.offline.counting import Counting, letter_runs, words_and_pairs
from assistant.offline.masks import as_words, mask, written_out

EXAMPLES = {
    "status": ("how is <project> doing", "where do we stand on <project>", "status of <project>", "is <project> green"),
    "rule": ("what must I bring to <gate>", "what does the standard require", "who may approve", "is it mandatory"),
    "sums": ("bac <number> ev <number>", "budget <money> spent <money>", "compute cpi for <number>", "pv <number>"),
}


class LetterEmbedder:
    """Meaning as the letters of a text: enough to tell these examples apart, and quick."""

    fingerprint = "letters"

    def embed(self, texts):
        rows = np.array([[text.count(chr(97 + i)) + 0.1 for i in range(26)] for text in texts], dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_what_was_learned_chooses_the_tool_of_a_new_question():
    chooser = Chooser(train.learn(EXAMPLES, LetterEmbedder()), LetterEmbedder())

    assert chooser.choices("how do we stand with <project>")[0].tool == "status"
    assert chooser.choices("bac <number> and ev <number> please")[0].tool == "sums"
    assert sum(choice.probability for choice in chooser.choices("anything")) == pytest.approx(1)


@pytest.fixture
def folder(tmp_path):
    for tool, texts in EXAMPLES.items():
        (tmp_path / f"{tool}.yaml").write_text("".join(f'- text: "{text}"\n' for text in texts), "utf-8")
    return tmp_path


def test_learning_twice_gives_the_same(folder, tmp_path):
    first, second = (train.learned(LetterEmbedder(), tmp_path / name, folder) for name in ("a", "b"))

    assert first.fingerprint == second.fingerprint
    assert np.array_equal(first.coefficients, second.coefficients)


def test_what_was_learned_is_kept_and_other_examples_learn_anew(folder, tmp_path):
    kept = train.learned(LetterEmbedder(), tmp_path, folder)
    again = train.learned(SimpleNamespace(fingerprint="letters"), tmp_path, folder)  # it cannot embed: it need not
    (folder / "rule.yaml").write_text('- text: "who decides"\n', "utf-8")
    changed = train.fingerprint(train.example_files(folder), "letters")

    assert (again.tools, again.ordinary) == (kept.tools, kept.ordinary)
    assert changed != kept.fingerprint


def test_a_question_is_counted_exactly_as_in_training():
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [as_words(text) for group in train.load_examples().values() for text in group][::7]
    for kind, cut in ((train.LETTERS, letter_runs), (train.WORDS, words_and_pairs)):
        theirs = TfidfVectorizer(**kind).fit(texts)
        ours = Counting(theirs.get_feature_names_out(), theirs.idf_.astype(np.float32), cut)

        rows = np.array([ours.row(text) for text in texts])

        assert np.abs(rows - theirs.transform(texts).toarray()).max() < 1e-6


def test_masks_take_names_and_values_out():
    assert mask("cpi of Aurora in May", [(7, 13, "project"), (17, 20, "period")]) == "cpi of <project> in <period>"
    assert as_words("cpi of <project>") == "cpi of the project"
    assert [written_out("which are <colour>", turn) for turn in range(3)] == [
        "which are red",
        "which are amber",
        "which are green",
    ]
