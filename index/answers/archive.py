"""The archive that answers: what is kept, and asking it."""

from datetime import date

from index.answers.answer import Answer
from index.answers.answering import answer
from index.archive.archive import StoredArchive


class AskableArchive(StoredArchive):
    """An archive that is kept, to be asked, too."""

    def ask(
        self,
        question: str,
        *,
        limit: int = 5,
        speaker: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        article: str | None = None,
        today: date | None = None,
    ) -> Answer:
        """The answer to a question as typed; the options narrow it down (see `answer`)."""
        return answer(
            self,
            question,
            limit=limit,
            speaker=speaker,
            since=since,
            until=until,
            article=article,
            today=today,
        )
