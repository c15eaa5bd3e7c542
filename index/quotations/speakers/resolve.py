"""From a source as written ("she", "Kamynin", "the spokesman") to the person: fullest name and role."""

from collections.abc import Sequence

from index.analysis.sentences import Sentence
from index.articles.article import Article
from index.quotations.quotation import Attribution, Quotation
from index.quotations.speakers.resolution import Reading, Way
from index.quotations.speakers.sources import Sources

# The share of speakers found this way that are right, given the right source: names and pronouns from PolNeAR
# dev (its automatic coreference, where it differs read by hand), the rarer ways from reading train.
_SURE = {
    Way.FULL: 0.99,
    Way.SURNAME: 0.98,
    Way.GIVEN: 0.95,
    Way.PLURAL: 0.85,
    Way.NEUTER: 0.75,
    Way.RELATIVE: 0.97,
    Way.NOMINAL: 0.88,
    Way.UTTERANCE: 0.92,
    Way.BODY: 0.97,
    Way.NOBODY: 1.0,
}


def resolve_speakers(
    article: Article, sentences: Sequence[Sentence], attributions: Sequence[Attribution]
) -> list[Quotation]:
    """A quotation for every attribution, in the same order, with the speakers that the article settles.

    A speaker has its fullest name in the article; a role is a slice of its text. A source that names nobody
    in particular ("some officials"), and one that could be either of two people, give no speaker.
    """
    if not attributions:
        return []
    sources = Sources(article.text, sentences, attributions)
    return [
        _quotation(article, attribution, sources.read(attribution.source)) for attribution in attributions
    ]


def _quotation(article: Article, attribution: Attribution, reading: Reading) -> Quotation:
    return Quotation(
        article_id=article.id,
        kind=attribution.kind,
        content=attribution.content,
        cue=attribution.cue if attribution.cue is not None and attribution.cue.of(article.text) else None,
        source=attribution.source,
        speakers=reading.speakers,
        role=reading.role,
        confidence=attribution.confidence * _sure(reading),
    )


def _sure(reading: Reading) -> float:
    return reading.chance if reading.way is Way.RANKED else _SURE[reading.way]
