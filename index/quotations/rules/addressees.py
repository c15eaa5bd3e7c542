"""Verbs whose object is a listener: "told the panel" says whom, not what."""

import re
from collections.abc import Sequence

from index.spans import Span

TELLING = re.compile(r"\b(?:tell|tells|telling|told|inform\w*|assur\w+|remind\w*)$", re.IGNORECASE)
_MARKS = re.compile("[\"\u201c\u201d]|''")
_FEW = 2  # words


def tells_whom(text: str, cue: Span | None, content: Sequence[Span]) -> bool:
    """Whether content is one or two words without marks behind a verb of telling: told | the panel."""
    if cue is None or not content:
        return False
    first = content[0]
    behind = first.start >= cue.end and not text[cue.end : first.start].strip()
    few = len(first.of(text).split()) <= _FEW and not _MARKS.search(text, first.start - 1, first.end + 1)
    return behind and few and TELLING.search(cue.of(text)) is not None
