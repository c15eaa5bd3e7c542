"""`onrecord correct` and `corrections`: what a person says of a quotation that was found."""

import argparse
from typing import TYPE_CHECKING

from index.archive.corrections import Verdict
from index.cli.browse import table
from index.cli.context import add_wait, archive_folder, open_archive, put_json, say
from index.cli.control_characters import visible

if TYPE_CHECKING:
    from index.archive.corrections import Correction
    from index.cli.context import Commands
    from index.records.archive import Archive


def add_parsers(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Describe the commands to the parser."""
    correct = commands.add_parser(
        "correct",
        parents=[common],
        help="correct who said a quotation",
        description="Corrects one quotation, not its copies in other articles. The archive keeps the"
        " correction when the article is added again and when it is repaired; no article's words change.",
    )
    correct.add_argument("id", metavar="ID", help="the quotation's id, as `ask --json` and `export` tell it")
    verdict = correct.add_mutually_exclusive_group(required=True)
    verdict.add_argument("--speaker", metavar="NAME", help="this person said it")
    verdict.add_argument("--confirm", action="store_true", help="it is right as it was found")
    verdict.add_argument("--nobody", action="store_true", help="the article does not settle who said it")
    verdict.add_argument("--not-a-quotation", action="store_true", help="it is no quotation")
    verdict.add_argument("--undo", action="store_true", help="take the correction back")
    correct.set_defaults(run=run_correct)
    add_wait(correct)
    corrections = commands.add_parser("corrections", parents=[common], help="list what has been corrected")
    corrections.add_argument("--json", action="store_true", help="print JSON, one line per correction")
    corrections.set_defaults(run=run_corrections)


def run_correct(arguments: argparse.Namespace) -> int:
    """Correct; 1 if there is no such quotation, or the name is of several people."""
    verdict = Verdict.SPEAKER if arguments.speaker is not None else None
    verdict = Verdict.CONFIRMED if arguments.confirm else verdict
    verdict = Verdict.NOBODY if arguments.nobody else verdict
    verdict = Verdict.NOT_A_QUOTATION if arguments.not_a_quotation else verdict
    archive_folder(arguments)
    with open_archive(arguments) as archive:
        name = None
        if verdict is Verdict.SPEAKER:
            name = full_name(archive, arguments.speaker)
            if name is None:
                return 1
        if not archive.correct(arguments.id, verdict, name):
            what = "no correction of" if verdict is None else "no"
            where = "corrections" if verdict is None else "export"
            say(f"error: {what} quotation {arguments.id!r} in the archive; `onrecord {where}` lists the ids")
            return 1
        print(visible(f"{arguments.id}: {told(archive, arguments.id, verdict, name)}"))
    return 0


def told(archive: "Archive", id_: str, verdict: Verdict | None, name: str | None) -> str:
    """What a quotation is now, once a verdict of it is kept or, with None, taken back."""
    if verdict is Verdict.SPEAKER and name is not None:
        return name
    if verdict in (Verdict.NOBODY, Verdict.NOT_A_QUOTATION):
        return "nobody" if verdict is Verdict.NOBODY else "not a quotation"
    from index.records.reading import find_record

    found = find_record(archive, id_)
    speaker = (found[1].speaker if found else None) or "nobody"
    return f"{'confirmed' if verdict else 'as it was found'} ({speaker})"


def full_name(archive: "Archive", typed: str) -> str | None:
    """The name of whom `typed` means: somebody quoted, else a new name; None if that is not settled."""
    from index.people.lookup import find_people

    name = " ".join(typed.split())
    if not any(letter.isalpha() for letter in name):
        say(f"error: {typed!r} is not a name")
        return None
    found = find_people(archive.people, name)
    if len(found) > 1:
        names = "; ".join(person.name for person in found)
        say(f"error: several people called {name!r} are quoted, choose one: {names}")
        return None
    return found[0].name if found else name


def run_corrections(arguments: argparse.Namespace) -> int:
    """One line per correction, the oldest first."""
    archive_folder(arguments)
    with open_archive(arguments) as archive:
        if arguments.json:
            for one in archive.corrections:
                put_json(correction_json(archive, one))
            return 0
        header = ("id", "verdict", "speaker", "found", "article", "made", "in_force")
        rows = (
            (
                one.id, one.verdict.value, one.speaker, one.found.speaker, one.article, one.made,
                "yes" if archive.in_force(one) else "no",
            )
            for one in archive.corrections
        )  # fmt: skip
        table(header, rows, as_json=False)
    return 0


def correction_json(archive: "Archive", one: "Correction") -> dict[str, object]:
    """A correction with what was found, as one who trains a model reads it."""
    from index.archive.likeness import content_of

    key = archive.key_of(one.article)
    text = archive.article(key).text if key is not None and archive.in_force(one) else None
    return {
        "id": one.id,
        "verdict": one.verdict.value,
        "speaker": one.speaker,
        "made": one.made,
        "article": one.article,
        "in_force": archive.in_force(one),
        "found": {
            "kind": one.found.kind.value,
            "text": None if text is None else content_of(text, one.found.content),
            "spans": [list(span) for span in one.found.content],
            "speaker": one.found.speaker,
            "role": one.found.role,
            "confidence": round(one.found.confidence, 4),
        },
    }
