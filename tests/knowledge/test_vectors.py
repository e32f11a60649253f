import numpy as np

from knowledge.vectors import KeptEmbedder


class Counting:
    """Embeds a text by its length, and remembers what it was asked."""

    fingerprint = "0123456789abcdef-counting"

    def __init__(self):
        self.asked = []

    def embed(self, texts):
        self.asked += texts
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32).reshape(len(texts), 2)


def test_what_was_computed_once_is_read_the_next_time(tmp_path):
    first, second = Counting(), Counting()

    before = KeptEmbedder(first, tmp_path).embed(["a", "bcd", "a"])
    after = KeptEmbedder(second, tmp_path).embed(["bcd", "a"])

    assert first.asked == ["a", "bcd"]
    assert second.asked == []
    assert np.array_equal(before[[1, 0]], after)


def test_another_way_of_embedding_does_not_read_these_vectors(tmp_path):
    other = Counting()
    other.fingerprint = "fedcba9876543210-other"
    KeptEmbedder(Counting(), tmp_path).embed(["a"])

    KeptEmbedder(other, tmp_path).embed(["a"])

    assert other.asked == ["a"]


def test_a_place_that_cannot_be_written_changes_nothing(tmp_path):
    (tmp_path / "file").write_text("not a folder")

    rows = KeptEmbedder(Counting(), tmp_path / "file").embed(["abc"])

    assert rows.tolist() == [[3.0, 1.0]]


def test_a_broken_file_is_as_good_as_none(tmp_path):
    (tmp_path / "vectors-0123456789abcdef.db").write_bytes(b"not a database, certainly not one")

    rows = KeptEmbedder(Counting(), tmp_path).embed(["abc"])

    assert rows.tolist() == [[3.0, 1.0]]


def test_progress_counts_what_had_to_be_computed(tmp_path):
    seen = []

    KeptEmbedder(Counting(), tmp_path, progress=lambda done, total: seen.append((done, total))).embed(
        [str(n) for n in range(70)]
    )

    assert seen == [(64, 70), (70, 70)]
