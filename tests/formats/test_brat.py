"""brat standoff, read by bioc's reader, and each line held against the text."""
import pathlib
import re

import pytest
from bioc import brat


@pytest.fixture(scope="module")
def folder(record, tmp_path_factory):
    from conftest import rostra

    out = tmp_path_factory.mktemp("brat")
    rostra("export", "--record", record, "--format", "brat", "--folder", out)
    return out


def read(path):
    return path.read_bytes().decode("utf-8")


def test_each_report_is_a_pair_of_files(folder, reports):
    texts = {read(path) for path in folder.glob("*.txt")}
    assert texts == {report["text"] for report in reports.values()}
    assert {path.stem for path in folder.glob("*.txt")} == {path.stem for path in folder.glob("*.ann")}
    assert all(path.parent == folder for path in folder.rglob("*")), "no id leads out of the folder"


def test_a_reader_of_others_reads_it(folder, reports):
    found = 0
    for text in folder.glob("*.txt"):
        with open(text, encoding="utf-8", newline="") as words, open(text.with_suffix(".ann"), encoding="utf-8", newline="\n") as standoff:
            document = brat.load(words, standoff)
        for entity in document.entities:
            assert entity.type in {"Source", "Cue", "Content"}
            found += entity.type == "Content"
    assert found == sum(len(report["statements"]) for report in reports.values())


LINE = re.compile(r"(?:T\d+\t(?:Source|Cue|Content) \d+ \d+(?:;\d+ \d+)*\t.+"
                  r"|R\d+\t(?:SaidBy|CuedBy) Arg1:T\d+ Arg2:T\d+\t?"
                  r"|A\d+\t(?:Manner|Act) T\d+ [a-z-]+"
                  r"|#\d+\tAnnotatorNotes T\d+\t.*)\Z", re.DOTALL)


def test_every_line_is_of_the_form_and_says_the_text(folder):
    for path in folder.glob("*.ann"):
        text, known = read(path.with_suffix(".txt")), set()
        lines = read(path).split("\n")
        assert lines.pop() == ""
        for line in lines:
            assert LINE.match(line), line
            name = line.split("\t", 1)[0]
            assert name not in known
            known.add(name)
            for other in re.findall(r"(?:Arg\d:| )(T\d+)", line.split("\t")[1]):
                assert other in known
            if not name.startswith("T"):
                continue
            _, where, words = line.split("\t", 2)
            pieces = [tuple(map(int, piece.split())) for piece in where.split(" ", 1)[1].split(";")]
            said = " ".join(text[begin:end] for begin, end in pieces)
            assert words == said.replace("\t", " ")
            assert all(begin < end and "\n" not in text[begin:end] and "\r" not in text[begin:end] for begin, end in pieces)
