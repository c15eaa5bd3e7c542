"""Why an answer is what it is, in lines of text."""

from __future__ import annotations

from index.answers.answer import Answer


def explain(answer: Answer) -> list[str]:
    """Lines that tell how the question was read, what its words weigh, and what each passage scored."""
    lines = list(answer.explanation.reading)
    if answer.explanation.terms:
        lines.append("words, with their weight and the number of sentences that contain them:")
        lines += [
            f"  {term.word} (as {term.term}): weight {term.weight:.2f}, in {term.frequency}"
            f" sentence{'s' if term.frequency != 1 else ''}"
            for term in answer.explanation.terms
        ]
    lines += answer.explanation.decision
    for passage in (*answer.answers, *answer.related):
        lines.append(f"{passage.rank}. {passage.score:.2f} {passage.text[:70]!r}")
        lines += [f"     {worth:+.2f} {what}, {where}" for what, where, worth in passage.reasons]
    return lines
