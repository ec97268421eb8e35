"""Rostra reads news reports and gives who said what, for whom.

    >>> import rostra
    >>> reader = rostra.Reader()                       # doctest: +SKIP
    >>> report = reader.read("We agree, said Ann Lee, Norway's UN ambassador.")   # doctest: +SKIP
    >>> [(s.speaker.name, s.words) for s in report.statements]                    # doctest: +SKIP

Spans are (start, end) in code points, so ``report.text[start:end]`` is what they cover. What the report does not
say is ``None`` or an empty list. A ``Reader`` may be used from several threads; reading lets go of the interpreter's lock.
"""
from __future__ import annotations

import json
import os
import pathlib
from dataclasses import dataclass, field
from typing import Iterator, Optional

from . import _rostra

Span = tuple[int, int]

__all__ = ["Reader", "Report", "Statement", "Speaker", "Bloc", "Target", "ReadError"]


class ReadError(Exception):
    """A report could not be read; the message names it, the place and what was expected."""


@dataclass(frozen=True)
class Speaker:
    """The entity that a source stands for; ``of`` is an ISO 3166-1 alpha-3 code."""
    name: Optional[str]
    type: Optional[str]
    role: Optional[str]
    of: Optional[str]
    mention: Optional[Span]


@dataclass(frozen=True)
class Bloc:
    """For whom: the number ``declared`` and the states ``named`` are never mixed with those known ``by_membership``."""
    declared: Optional[int]
    named: list[str]
    lead: Optional[str]
    group: Optional[str]
    by_membership: list[str]
    span: Optional[Span]


@dataclass(frozen=True)
class Target:
    code: Optional[str]
    name: str
    span: Optional[Span]


@dataclass(frozen=True)
class Statement:
    """One statement. ``words`` are its content as the report has it, pieces joined by an ellipsis."""
    id: str
    source: list[Span]
    cue: list[Span]
    content: list[Span]
    confidence: float
    manner: str
    act: str
    speaker: Optional[Speaker]
    on_behalf_of: Optional[Bloc]
    about: list[Target]
    forum: Optional[str]
    said_on: Optional[str]
    words: str = field(repr=False, default="")


@dataclass(frozen=True)
class Report:
    """A report as read; ``raw`` is the object that ``rostra read --format ndjson`` writes."""
    id: str
    text: str
    title: Optional[str]
    published: Optional[str]
    publisher: Optional[str]
    url: Optional[str]
    language: str
    statements: list[Statement]
    raw: dict = field(repr=False)


def _spans(value) -> list[Span]:
    return [tuple(s) for s in value]


def _statement(s: dict, text: str) -> Statement:
    speaker, bloc = s["speaker"], s["on_behalf_of"]
    content = _spans(s["content"])
    return Statement(
        id=s["id"], source=_spans(s["source"]), cue=_spans(s["cue"]), content=content, confidence=s["confidence"],
        manner=s["manner"], act=s["act"],
        speaker=speaker and Speaker(speaker["name"], speaker["type"], speaker["role"], speaker["of"], _span(speaker["mention"])),
        on_behalf_of=bloc and Bloc(bloc["declared"], bloc["named"], bloc["lead"], bloc["group"], bloc["by_membership"], _span(bloc["span"])),
        about=[Target(t["code"], t["name"], _span(t["span"])) for t in s["about"]],
        forum=s["forum"] and s["forum"]["name"], said_on=s["said_on"] and s["said_on"]["date"],
        words=" … ".join(text[a:b] for a, b in content))


def _span(value) -> Optional[Span]:
    return tuple(value) if value else None


def _report(line: str) -> Report:
    raw = json.loads(line)
    return Report(id=raw["id"], text=raw["text"], title=raw["title"], published=raw["published"], publisher=raw["publisher"],
                  url=raw["url"], language=raw["language"], statements=[_statement(s, raw["text"]) for s in raw["statements"]], raw=raw)


def _models() -> str:
    """$ROSTRA_MODELS, else the folder ``models`` in this package or above it."""
    if os.environ.get("ROSTRA_MODELS"):
        return os.environ["ROSTRA_MODELS"]
    for folder in pathlib.Path(__file__).resolve().parents:
        if (folder / "models" / "aliases.tsv").exists():
            return str(folder / "models")
    raise ReadError("no models folder found: set ROSTRA_MODELS or give models=")


class Reader:
    """Loads a model once. ``model`` is "accurate" or "fast"; ``jobs`` threads read the reports of a file.

    Raises ReadError where the model cannot be loaded.
    """

    def __init__(self, model: str = "accurate", *, models: Optional[str] = None, min_confidence: float = 0.0, jobs: int = 1):
        try:
            self._reader = _rostra.Reader(model, models or _models(), min_confidence, jobs)
        except (ValueError, RuntimeError) as error:
            raise ReadError(str(error)) from None

    @property
    def model_id(self) -> str:
        return self._reader.model_id

    def read(self, body: str | bytes, *, html: bool = False, **facts: str) -> Report:
        """Reads one text or page. ``facts``: id, url, title, published (ISO date), publisher. Raises ReadError."""
        try:
            return _report(self._reader.read(body, html, facts))
        except (ValueError, RuntimeError) as error:
            raise ReadError(str(error)) from None

    def read_file(self, path: str | os.PathLike, *, as_: str = "auto", errors: Optional[list[str]] = None) -> Iterator[Report]:
        """Every report of a file, page or NDJSON file. Failures go to the list ``errors``; without one, the first raises ReadError at the end."""
        lines, failures = self._reader.read_file(os.fspath(path), as_)
        yield from map(_report, lines)
        if errors is not None:
            errors.extend(failures)
        elif failures:
            raise ReadError(failures[0])
