"""Makes the answer document, and the turn that a thread remembers, from a worded answer."""

from __future__ import annotations

from ulid import ULID

from assistant.answer import Answer, Question
from assistant.conversation import PastAsk, PastTurn
from assistant.drafting import Worded
from assistant.rendering import citations, kind_of, options_of, traced
from tools.enquiry import Enquiry


def answer_of(question: Question, enquiry: Enquiry, worded: Worded, milliseconds: float) -> Answer:
    """The answer document of a turn."""
    receipt = str(ULID())
    warnings = (*worded.warnings, *(w for result in worded.results for w in result.warnings))
    return Answer(
        id=receipt,
        question=question.text,
        asked_by=question.asked_by,
        surface=question.surface,
        channel=question.channel,
        as_of=enquiry.as_of.isoformat(),
        today=enquiry.today.isoformat(),
        kind=kind_of(worded.results) if worded.checked.passed else "error",
        text=worded.filled.text,
        figures=traced(worded.filled),
        citations=citations(worded.filled, worded.results),
        options=options_of(worded.results),
        tools=worded.calls,
        checked=worded.checked,
        warnings=tuple(dict.fromkeys(warnings)),
        model=worded.model,
        prompt=worded.prompt,
        index=enquiry.library.fingerprint,
        receipt=receipt,
        milliseconds=round(milliseconds, 1),
    )


def past_turn(answer: Answer, worded: Worded) -> PastTurn:
    """What the thread remembers of the turn."""
    subjects = tuple(dict.fromkeys(s for result in worded.results for s in result.subjects))
    return PastTurn(
        question=answer.question,
        text=answer.text,
        kind=answer.kind,
        asks=tuple(PastAsk(call.name, call.arguments) for call in answer.tools),
        subjects=subjects,
        documents=tuple(dict.fromkeys(citation.document for citation in answer.citations)),
        options=answer.options,
    )
