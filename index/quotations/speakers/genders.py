"""Of which gender a person is: by titles, role words, the given name and the pronouns beside the name."""

from collections import Counter

from index.lexicon.gender import Gender
from index.lexicon.places import PLACES
from index.lexicon.titles import COURTESY, TITLES
from index.names.given_names import given_name_gender, is_given_name
from index.names.roles import role_gender
from index.quotations.speakers.document import Frame
from index.quotations.speakers.entity import Figure, Mention
from index.quotations.speakers.runs import is_capital


def add_gender(frame: Frame, figure: Figure) -> None:
    """Set the gender where titles, role words, given name and the pronouns beside the name lean one way."""
    lean = 0.0
    if len(figure.words) > 1 or not figure.mentions[0].titled:
        lean += 2.0 * _sign(given_name_gender(figure.words[0]))
    if len(figure.words) > 2 and not lean:
        lean += _sign(given_name_gender(figure.words[1]))
    told = sorted((word in COURTESY, word) for role in figure.roles for word in role)  # "Mr. Ruiz's wife"
    lean += 2.0 * _sign(next((gender for _, word in told if (gender := role_gender(word))), None))
    for mention in figure.mentions:
        lean += 3.0 * _sign(mention.gender)
        lean += _pronoun_beside(frame, mention)
    if abs(lean) >= 0.7:
        figure.gender = Gender.MALE if lean > 0 else Gender.FEMALE


def _sign(gender: Gender | None) -> int:
    return 0 if gender is None else 1 if gender is Gender.MALE else -1


_LEANINGS: Counter[str] = Counter(dict.fromkeys(("he", "him", "his", "himself"), 1))
_LEANINGS.update(dict.fromkeys(("she", "her", "hers", "herself"), -1))
_NEAR = 40


def _pronoun_beside(frame: Frame, mention: Mention) -> float:
    """A leaning from the first he or she after a subject, with no other person between."""
    if not mention.subject or mention.quoted or mention.headline:
        return 0.0
    for i in range(mention.last + 1, min(len(frame.tokens), mention.last + _NEAR)):
        if frame.sentence_of[i] > mention.sentence + 1:
            break
        if frame.quoted[i]:
            continue
        word = frame.tokens[i].text
        lower = word.lower()
        if lower in _LEANINGS:
            return 0.7 * _LEANINGS[lower]
        if (
            is_capital(word)
            and lower not in PLACES
            and (is_given_name(word) or lower in COURTESY or lower in TITLES)
        ):
            break
    return 0.0
