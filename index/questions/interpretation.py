"""What each word of a question does: asks, names somebody, says how it was said, or is the topic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from index.analysis.terms import terms
from index.lexicon.grammar import FILLERS
from index.lexicon.titles import TITLE_WORDS
from index.lexicon.verbs import is_reporting_verb
from index.names.roles import is_role
from index.people.lookup import MatchedBy
from index.people.offices import is_plural_role
from index.people.people import People
from index.questions.person_linking import Asked
from index.questions.preamble import in_two, question_proper
from index.questions.question import Question, QuestionKind
from index.questions.subject import Subject, Subjects, is_title, merged
from index.questions.vocabulary import (
    ABOUT,
    AND,
    ASKING,
    AUXILIARIES,
    COMPARING,
    FIRST_PERSON,
    GENERIC,
    KINDS,
    NOBODY,
    POLITE,
    SAYING_NOUNS,
    SOFT_VERBS,
    WHO,
    WORK,
)
from index.questions.word_order import name_first
from index.questions.words import Word, as_typed, split_words, topic_of, topic_words

_SAYING = frozenset({"say", "says", "said", "think", "thinks", "tell", "tells", "told", "want", "wants"})
_BASE_AFTER = frozenset(
    {"did", "do", "does", "will", "would", "can", "could", "may", "might", "should", "must"}
)
_ENDING_IN_S = frozenset({"address", "confess", "discuss", "dismiss", "express", "guess", "press", "stress"})
_LONGEST = 80
"""Words of a question; more are a text whose like is looked for, and nobody's name is sought among them."""
_NARRATIVE = frozenset({"when", "where", "why", "how"})


class Reader:
    """Reads questions asked of an archive that quotes `people`."""

    def __init__(self, people: People, is_word: Callable[[str], bool]) -> None:
        self._subjects = Subjects(people, is_word)

    def read(self, text: str, rest: str, phrase: str | None) -> Question:
        """The question `text`, of which `rest` is what stands outside quotation marks and dates."""
        words = split_words(rest)
        if not words:
            return Question(text=text, kind=QuestionKind.WHO_SAID, phrase=phrase, topic=topic_of(phrase))
        question = self._questions(words) if len(words) <= _LONGEST else _of_text(words)
        if phrase is not None:
            kind = QuestionKind.WHO_SAID if not question.asked else question.kind
            topic = topic_of(phrase) + (question.topic if question.asked else ())
            question = replace(question, phrase=phrase, kind=kind, topic=topic, leaning=())
        topic = tuple({word.terms: word for word in question.topic}.values())
        return replace(question, text=text, topic=topic)

    def with_speaker(self, question: Question, speaker: str) -> Question:
        """`question` asked of `speaker`, a name as typed."""
        subject = self._subjects.named(self._subjects.as_named(split_words(speaker)), verb=True)
        kind = QuestionKind.COMPARE if len(subject.asked) > 1 else QuestionKind.SAID
        return replace(
            question,
            kind=kind,
            asked=subject.asked or (Asked(speaker.strip(), ()),),  # "he", "officials"
            notes=question.notes + subject.notes,
            leaning=(),
            narrative=False,
        )

    def _questions(self, words: list[Word]) -> Question:
        """The question that words are; the first of two, asked of both where the second is on the same."""
        first, second = in_two(self._subjects.as_named(words))
        question = self._one(first)
        if not second:
            return question
        other = self._one(second)
        same = other.asked and (not other.topic or other.topic == question.topic)
        if same and question.asked and not question.phrase:
            asked = tuple(merged([*question.asked, *other.asked]))
            kind = QuestionKind.COMPARE if len(asked) > 1 else question.kind
            return replace(question, kind=kind, asked=asked, notes=question.notes + other.notes)
        note = f"Only the first question is answered; ask “{as_typed(second)}” separately."
        return replace(question, notes=(*question.notes, note))

    def _one(self, words: list[Word]) -> Question:
        proper = question_proper(self._with_antecedent(words)) or words
        return self._shaped(name_first(proper, self._subjects.mentions, is_title))

    def _with_antecedent(self, words: list[Word]) -> list[Word]:
        """ "Gates: what did he say?" with the name for "he", where nothing else stands before it."""
        asks = next((i for i, w in enumerate(words) if i and w.folded in ASKING), len(words))
        he = next((i for i in range(asks, len(words)) if words[i].folded in {"he", "she", "they"}), None)
        named = self._subjects.mentions(words[:asks]) if he is not None else []
        if he is None or len(named) != 1:
            return words
        start, end = named[0].start, named[0].end
        if words[end - 1].owner:  # "Gates's former adviser: what does he say?" is not of Gates
            end = next((i for i in range(end, asks) if words[i].folded in {",", ":", ";"}), asks)
        around = [*words[:start], *words[end:asks]]
        light = POLITE | FILLERS | FIRST_PERSON | WORK | ABOUT | frozenset(",:;")
        if not all(w.folded in light or is_title(w.folded) for w in around):
            return words
        return [*words[asks:he], *words[start:end], *words[he + 1 :]]

    def _shaped(self, words: list[Word]) -> Question:
        if words[0].folded in WHO:
            return self._who(words)
        if which := self._which(words):
            return which
        return self._by_noun(words) or self._by_verb(words) or self._bare(words)

    def _who(self, words: list[Word]) -> Question:
        """ "Who said ...", "Who welcomed ...", "Who did Putin meet?"."""
        rest = words[1:]
        if len(rest) > 1 and rest[0].folded in {"did", "does", "do", "has", "have", "had"}:
            named = self._subjects.mentions(rest[1:])
            if named and named[0].start == 0:
                return self._by_verb([Word("what", "what", False), *rest]) or self._bare(words)
        verb = next((word for word in rest if word.folded not in AUXILIARIES | FILLERS), None)
        if verb is not None and (verb.owner or is_title(verb.folded)):
            verb = None  # "Who is Putin's spokesman?"
        soft = verb is not None and verb.folded in SOFT_VERBS
        saying = verb is not None and (soft or is_reporting_verb(verb.folded))
        topic = topic_words([word for word in rest if not (word is verb and soft)], verb=verb)
        kind = QuestionKind.WHO_SAID if saying else QuestionKind.SEARCH
        return Question(text="", kind=kind, topic=topic, narrative=not soft)

    def _which(self, words: list[Word]) -> Question | None:
        """ "Which senators criticized Putin?" asks who did, of whatever party or house."""
        verb = next((i for i, w in enumerate(words) if i > 1 and is_reporting_verb(w.folded)), 0)
        group = words[1:verb]
        if words[0].folded != "which" or not group or any(w.folded in AUXILIARIES | ABOUT for w in group):
            return None
        head = group[-1].folded
        if not (is_role(head) or is_plural_role(head) or head in GENERIC) or self._subjects.mentions(group):
            return None
        asked = self._who([Word("who", "who", False), *words[verb:]])
        return replace(asked, notes=(f"Read “which {as_typed(group)}” as “who”.",))

    def _by_noun(self, words: list[Word]) -> Question | None:
        """ "according to X", "X's view on", "quotes by X": the noun shows whose words are wanted."""
        lower = [word.folded for word in words]
        for place, word in enumerate(lower):
            if word == "according" and lower[place + 1 : place + 2] == ["to"]:
                rest = words[place + 2 :]
                before = [w for w in words[:place] if w.folded not in ASKING | AUXILIARIES]
                return self._said(rest, before) if rest else None
            if word not in SAYING_NOUNS or not ABOUT.isdisjoint(lower[:place]):
                continue
            if is_reporting_verb(word) and _BASE_AFTER & set(lower[:place]) and not words[place - 1].owner:
                break  # "What did Gates tweet?"
            before, after = words[:place], words[place + 1 :]
            while not before and after and after[0].folded in FILLERS - {"by", "from", "of"}:
                after = after[1:]  # "quote me something by Gates"
            named = self._subjects.mentions(before)
            owned = bool(named) and named[-1].end == place and before[-1].owner
            by = len(after) > 1 and after[0].folded in {"by", "from", "of"}
            first = not place and bool(
                self._subjects.mentions(after[:1]) or self._subjects.mentions(after[:2])
            )
            if not owned and (by or first):  # "quotes by Gates", "quote Gates on Iran"
                found = self._said(after[1:] if by else after, [])
                if found is not None:
                    return found
            if before and before[-1].owner and not owned and self._subjects.is_name(before):
                return self._question(self._subjects.named(before, verb=True), after)
            if named and (named[-1].end == place or _describes(before, named[-1].end)):
                start = _start_of_name(before, named[0].start)
                if all(
                    w.folded in ASKING | AUXILIARIES | FILLERS | SAYING_NOUNS | COMPARING
                    for w in before[:start]
                ):
                    return self._question(self._subjects.named(before[start:], verb=True), after)
        return None

    def _said(self, words: list[Word], topic: list[Word]) -> Question | None:
        """The question whose subject begins `words` and ends before "about"."""
        cut = next((i for i, w in enumerate(words) if w.folded in ABOUT), len(words))
        cut = min(cut, self._subjects.end_of_name(words))
        whole = cut < len(words) or words[0].folded in {"the", "a", "an"}
        subject = self._subjects.named(words[:cut], verb=whole)
        return None if subject.nobody else self._question(subject, [*topic, *words[cut:]])

    def _by_verb(self, words: list[Word]) -> Question | None:
        """Questions with an auxiliary or a reporting verb: the subject stands before the verb."""
        first = next((i for i, w in enumerate(words) if w.folded not in ASKING), len(words))
        aux = next(
            (
                i
                for i, w in enumerate(words[: first + 1])
                if w.folded in AUXILIARIES and not (i == 0 and _is_subject(words))
            ),
            None,
        )
        if aux is None and first:
            aux = self._auxiliary(words, first)
        wanted = words[first:aux] if aux is not None else []
        start = first if aux is None else aux + 1
        while start < len(words) and words[start].folded in COMPARING | {",", "ever"}:
            start += 1
        names = self._subjects.mentions(words[start:])
        inside = {i + start for m in names for i in range(m.start, m.end)}
        verb = self._verb(words, start, inside, helped=aux is not None and words[aux].folded in _BASE_AFTER)
        about = next(
            (i for i in range(start, len(words)) if words[i].folded in ABOUT and i not in inside), None
        )
        if aux is None and verb is None and first == 0 and about is None:
            return None
        end = min(place for place in (verb, about, len(words)) if place is not None)
        zone, rest = words[start:end], words[end:]
        if verb is not None and verb == end:
            rest = _without_addressee(words[verb + 1 :])
        rest = [w for w in wanted if w.folded not in KINDS] + rest
        asks = words[0].folded in ASKING
        spoken = verb is not None
        if aux is None and not asks:  # "Putin on Iran", "a row over bread", "Gates marching orders"
            said = verb is not None and words[verb].folded in _SAYING
            shown = said or any(word.typed[0].isupper() for word in zone)
            if not self._subjects.is_name(zone) and (
                not spoken or not shown or self._subjects.mentions(zone)
            ):
                return None
            spoken = True
        subject = self._subjects.named(zone, verb=spoken)
        if subject.nobody:
            return self._anyone(words, zone, rest, verb, spoken)
        hard = words[verb] if verb is not None and words[verb].folded not in SOFT_VERBS else None
        question = self._question(subject, rest, verb=hard)
        known = [asked for asked in question.asked if asked.people]
        if not known and not spoken:
            return None  # "What is the price of bread?" asks nobody
        narrative = not spoken or (words[0].folded in _NARRATIVE and hard is not None)
        return replace(question, narrative=narrative)

    def _verb(self, words: list[Word], start: int, names: set[int], *, helped: bool) -> int | None:
        """The place of the verb of saying: the first that stands in no name and before no other verb."""
        for i in range(start, len(words)):
            if i in names or not _is_verb(words[i].folded) or (i and _before_noun(words[i - 1])):
                continue
            if helped and words[i].folded.endswith("s") and words[i].folded not in _ENDING_IN_S:
                continue  # "Where did Gates and Rice hold talks?"
            if (helped and words[i].folded.endswith("ed")) or _names_before_verb(words, i):
                continue  # "What did Planned Parenthood say?", "What did Hail Mary say?"
            after = next((w for w in words[i + 1 :] if not is_title(w.folded)), None)
            if after is not None and after.folded in _SAYING:
                continue  # "the Harbour Report say", "the campaign says", "the press secretary say"
            return i
        return None

    def _anyone(
        self, words: list[Word], zone: list[Word], rest: list[Word], verb: int | None, spoken: bool
    ) -> Question | None:
        """A question that names no speaker: "What was said about ...", "What did officials say ...?"."""
        if not spoken:
            return None
        hard = words[verb] if verb is not None and words[verb].folded not in SOFT_VERBS else None
        topic = topic_words([*([hard] if hard else []), *rest], verb=hard)
        name = _after_about(rest)
        if name and not topic:  # "What did people say about Will May?": a name that is no word to search for
            return Question(text="", kind=QuestionKind.WHO_SAID, phrase=as_typed(name))
        group = [w for w in zone if w.folded not in FILLERS and terms(w.typed)]
        if topic:
            group = [w for w in group if w.folded not in NOBODY]
        topic += tuple(replace(word, verb=True) for word in topic_words(group))
        alone = [w.typed for w in zone if w.folded in {"he", "she"}]
        notes = tuple(f"It is not clear who “{he}” is, so anybody's words were searched." for he in alone[:1])
        return Question(text="", kind=QuestionKind.WHO_SAID, topic=topic, notes=notes)

    def _bare(self, words: list[Word]) -> Question:
        """Words without a verb: a name alone asks for what its bearer said, others are searched for."""
        named = self._subjects.mentions(words)
        covered = {i for m in named for i in range(m.start, m.end)}
        left = [w for i, w in enumerate(words) if i not in covered]
        light = AND | COMPARING | FILLERS | TITLE_WORDS | frozenset(",;:&") | SAYING_NOUNS
        apart = any(
            one.end == other.start and one.people[0].is_person > other.people[0].is_person
            for one, other in pairwise(named)
        )  # "Gates Islamic State": what he said on it
        if named and not apart and all(w.folded in light for w in left):
            start = next(
                i for i, w in enumerate(words) if w.folded not in COMPARING | FILLERS or i in covered
            )
            return self._question(self._subjects.named(words[start:], verb=True), [])
        given = len(named) == 1 and named[0].how is MatchedBy.GIVEN
        if (not named or given) and self._subjects.is_name(words):
            return self._question(self._subjects.named(words, verb=True), [])
        compares = not COMPARING.isdisjoint(w.folded for w in words)
        speaker = None if compares else self._subjects.person_among(words, named)
        if speaker is not None:  # "Kamynin Iran"
            rest = [*words[: speaker.start], *words[speaker.end :]]
            subject = self._subjects.named(words[speaker.start : speaker.end], verb=True)
            return replace(self._question(subject, rest), narrative=True)
        leaning = tuple(
            Asked(as_typed(words[m.start : m.end]), m.people, m.how, m.together)
            for m in named
            if m.how is not MatchedBy.GIVEN and (len(m.people) == 1 or m.together)
        )
        topic = topic_words(words)
        return Question(text="", kind=QuestionKind.SEARCH, topic=topic, narrative=True, leaning=leaning)

    def _question(self, subject: Subject, rest: Sequence[Word], *, verb: Word | None = None) -> Question:
        words = [*subject.topic, *([verb] if verb else []), *rest]
        kind = QuestionKind.COMPARE if len(subject.asked) > 1 else QuestionKind.SAID
        typed = " ".join(w.typed for w in _after_about(rest)) or None
        return Question(
            text="",
            kind=kind,
            asked=subject.asked,
            topic=topic_words(words, verb=verb),
            typed=typed,
            notes=subject.notes,
        )

    def _auxiliary(self, words: list[Word], first: int) -> int | None:
        """The place of the auxiliary between what is asked for and a name: "which countries did Gates"."""
        for place in range(first, len(words) - 1):
            if words[place].folded not in AUXILIARIES:
                continue
            before, after = words[first:place], words[place + 1 :]
            named = self._subjects.mentions(after)
            leading = after[: named[0].start] if named else after[:1]
            cased = after[0].typed[0].isupper() and before[0].typed[0].islower()
            definite = after[0].folded == "the" and len(after) > 2
            known = definite or (
                bool(named) and all(is_title(w.folded) or w.folded == "the" for w in leading)
            )
            asked = [w for w in before if w.folded not in KINDS]  # "how many times did" asks for no Times
            return place if (cased or known) and not self._subjects.mentions(asked) else None
        return None


def _of_text(words: list[Word]) -> Question:
    kind = QuestionKind.WHO_SAID if words[0].folded in WHO else QuestionKind.SEARCH
    return Question(text="", kind=kind, topic=topic_words(words), narrative=kind is QuestionKind.SEARCH)


def _is_verb(word: str) -> bool:
    return word in SOFT_VERBS or is_reporting_verb(word)


def _is_subject(words: Sequence[Word]) -> bool:
    """Whether the first word, though it can be an auxiliary, is whom others follow: "May on bread"."""
    return len(words) > 1 and words[1].folded in ABOUT


def _names_before_verb(words: Sequence[Word], place: int) -> bool:
    """Whether a word with a capital, in a name that nobody is known by, stands before a verb without one."""
    later = words[place + 1 :]
    if all(word.typed.isupper() for word in words[: place + 1]):
        return False  # "WHAT DID GATES SAY ABOUT a comment"
    return words[place].typed[0].isupper() and (
        any(word.typed[0].islower() and word.folded in SOFT_VERBS for word in later)
        or any(word.typed[0].islower() and _is_verb(word.folded) for word in later[:1])
    )


def _before_noun(word: Word) -> bool:
    """Whether what follows `word` is no verb: "the talks", "Putin's answer", "about calls"."""
    return (
        word.owner
        or word.folded in ABOUT
        or word.folded in {"the", "a", "an", "of", "these", "their", "his", "her"}
    )


def _describes(before: list[Word], end: int) -> bool:
    """Whether one word, no verb, follows a name that ends there: "Gates's latest" before "remarks"."""
    between = before[end:]
    return len(between) == 1 and not _is_verb(between[0].folded) and before[end - 1].owner


def _without_addressee(words: list[Word]) -> list[Word]:
    """What follows a verb of saying, without "reporters" and others that anything can be told."""
    about = next((i for i, w in enumerate(words) if w.folded in ABOUT), 0)
    return [w for i, w in enumerate(words) if i >= about or w.folded not in NOBODY]


def _after_about(words: Sequence[Word]) -> Sequence[Word]:
    """What follows "about" or the like; nothing where it is not there."""
    about = next((i for i, w in enumerate(words) if w.folded in ABOUT), len(words))
    return words[about + 1 :]


def _start_of_name(words: list[Word], start: int) -> int:
    """Where a name's title begins, going left from the name."""
    while start and (is_title(words[start - 1].folded) or words[start - 1].folded == "the"):
        start -= 1
    return start
