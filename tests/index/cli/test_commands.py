"""The commands: whole output and exit codes."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Ran
from tests.support.articles import FERRY, SCHOOL

Run = Callable[..., Ran]

SEED = "000_eff90850a43f80b8.txt"
TITLE = "Minister: Russia Disagrees With U.S. Assumption Missile Defense Necessary to Counter Iran Threat"


def test_a_first_answer_comes_from_the_seeds(run: Run, tmp_path: Path) -> None:
    ran = run("ask", "what did Kamynin say?", "--limit", "1")
    folder = tmp_path / "data" / "onrecord"
    assert ran == Ran(
        0,
        "1. Mikhail Kamynin, Foreign Ministry spokesman\n"
        '   "A serious problem for us is that the U.S. plans are based on dogmatic logic that Iran is an '
        "enemy,\" Kamynin said. \"We don't support plans for a 'holy alliance' against that country.\"\n"
        f"   {TITLE} [{SEED}]\n",
        f"note: no archive at {folder}; answering from the bundled seed articles."
        " `onrecord add PATH` creates one\n",
    )
    assert not folder.exists()


def test_adding_tells_what_became_of_each_article(run: Run, news_folder: Path, archive_folder: Path) -> None:
    add = ("add", "--archive", archive_folder, "--finder", "rules", news_folder)
    first = run(*add)
    found = json.loads(run("stats", "--archive", archive_folder, "--json").out)["quotations"]
    assert first == Ran(0, f"added 3, updated 0, unchanged 0, rejected 0; {found} quotations found\n", "")
    assert run(*add) == Ran(0, "added 0, updated 0, unchanged 3, rejected 0\n", "")
    (news_folder / "school.txt").write_text(SCHOOL.replace("glad", "very glad"), encoding="utf-8")
    (news_folder / "copy.txt").write_text(FERRY, encoding="utf-8")
    (news_folder / "empty.txt").touch()
    ran = run(*add)
    assert ran.code == 1
    assert re.fullmatch(
        r"added 1, updated 1, unchanged 2, rejected 1; 1 copy of other articles; \d quotations found\n",
        ran.out,
    )
    assert ran.err == f"error: rejected {news_folder / 'empty.txt'}: is empty\n"


def test_adding_json_lines_from_standard_input(run: Run, archive_folder: Path) -> None:
    lines = [
        json.dumps({"id": "a1", "title": "Ferry", "text": FERRY, "publisher": "The Coast"}),
        "not json",
        json.dumps({"title": "no text"}),
        json.dumps({"id": "a2", "text": SCHOOL, "published": "2026-02-03"}),
    ]
    ran = run("add", "--archive", archive_folder, "--finder", "rules", "-", stdin="\n".join(lines))
    assert (ran.code, ran.out[:45]) == (1, "added 2, updated 0, unchanged 0, rejected 2; ")
    assert [line.split(":")[1] for line in ran.err.splitlines()] == [
        " rejected standard input, line 2",
        " rejected standard input, line 3",
    ]
    assert run("articles", "--archive", archive_folder).out == (
        "a1\tFerry\tThe Coast\t\t4\t3\t\na2\tSchool roof repaired\t\t2026-02-03\t3\t1\t\n"
    )


def test_nothing_is_made_where_there_is_nothing_to_add(
    run: Run, tmp_path: Path, archive_folder: Path
) -> None:
    ran = run("add", "--archive", archive_folder, tmp_path / "nowhere.txt")
    assert (ran.code, ran.out) == (1, "added 0, updated 0, unchanged 0, rejected 1\n")
    assert not archive_folder.exists()


def test_removing(run: Run, filled: Path) -> None:
    assert run("remove", "--archive", filled, "school.txt") == Ran(0, "removed 1\n", "")
    assert run("remove", "--archive", filled, "coast/ferry.txt", "school.txt") == Ran(
        1,
        "removed 1\n",
        "error: no article 'school.txt' in the archive; `onrecord articles` lists the ids\n",
    )


def test_asking_an_archive(run: Run, filled: Path) -> None:
    ran = run("ask", "--archive", filled, "--json", "what", "did", "Okafor", "say?")
    (line,) = ran.out.splitlines()
    answer = json.loads(line)
    assert (ran.code, ran.err, answer["outcome"]) == (0, "", "answered")
    assert list(answer) == [
        "question", "outcome", "kind", "speakers", "topic", "notes", "searched", "answers", "count",
        "checked", "related",
        "suggestions",
    ]  # fmt: skip
    assert list(answer["answers"][0]) == [
        "rank", "score", "id", "kind", "text", "speaker", "role", "source", "cue", "spans", "passage",
        "confidence", "matched", "corrected", "copies", "article",
    ]  # fmt: skip
    shown = {answer["article"]["id"] for answer in answer["answers"]}
    assert shown == {"coast/ferry.txt"}
    for passage in answer["answers"]:
        assert passage["speaker"] == "Paul Okafor"
        for start, end in passage["spans"]:
            assert FERRY[start:end] in passage["text"]


def test_an_honest_no_is_an_answer(run: Run, filled: Path) -> None:
    for question, outcome in [
        ("what did Zebulon Quist say?", "unknown_speaker"),
        ("what did Paul Okafor say about volcanoes?", "no_quotation"),
    ]:
        ran = run("ask", "--archive", filled, "--json", question)
        assert (ran.code, ran.err) == (0, "")
        answer = json.loads(ran.out)
        assert (answer["outcome"], answer["answers"]) == (outcome, [])
        plain = run("ask", "--archive", filled, question)
        assert (plain.code, plain.err) == (0, "")
        assert "o quotation" in plain.out


def test_questions_from_standard_input_get_a_line_each(run: Run, filled: Path) -> None:
    questions = "what did Okafor say?\n\nwhat did Solberg say about ice?\r\n\xff?\n"
    ran = run("ask", "--archive", filled, "--json", "-", stdin=questions.encode("latin-1"))
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.code, ran.err) == (0, "")
    assert [answer["question"] for answer in answers] == [
        "what did Okafor say?", "", "what did Solberg say about ice?", "�?"
    ]  # fmt: skip
    assert [answer["outcome"] for answer in answers[:3]] == ["answered", "empty_question", "answered"]
    plain = run("ask", "--archive", filled, "-", stdin=questions.encode("latin-1"))
    assert [line for line in plain.out.splitlines() if line.startswith(">")] == [
        "> what did Okafor say?", "> ", "> what did Solberg say about ice?", "> �?"
    ]  # fmt: skip


def test_the_archive_may_be_named_before_the_command(run: Run, filled: Path, tmp_path: Path) -> None:
    after = run("articles", "--archive", filled)
    assert run("--archive", filled, "articles") == after
    assert run("--archive", tmp_path / "other", "articles", "--archive", filled) == after
    assert "Traceback" in run("--debug", "--archive", tmp_path / "other", "articles").err


def test_asking_nothing(run: Run, filled: Path) -> None:
    assert run("ask", "--archive", filled, "???") == Ran(
        1, "", "error: the question names no person and no topic; ask about a person, a topic or both\n"
    )


def test_limits_of_a_question(run: Run, filled: Path) -> None:
    def articles(*options: str) -> set[str]:
        ran = run("ask", "--archive", filled, "--json", "harbour", *options)
        return {answer["article"]["id"] for answer in json.loads(ran.out)["answers"]}

    assert articles() == {"coast/harbour.txt", "coast/ferry.txt"}
    assert articles("--article", "coast/ferry.txt") == {"coast/ferry.txt"}
    assert articles("--speaker", "Ingrid Solberg") >= {"coast/harbour.txt"}
    assert articles("--since", "2026-01-01") == set()  # these articles have no date


def test_context_shows_the_sentences_around(run: Run, filled: Path) -> None:
    question = ("ask", "--archive", filled, "--limit", "1", "what did Okafor say about travel?")
    before = "The ferry company said on Monday that it would cut its night crossings in March."
    assert before not in run(*question).out
    assert before in run(*question, "--context").out
    (told,) = json.loads(run(*question, "--json").out)["answers"]
    assert "context" not in told
    (told,) = json.loads(run(*question, "--json", "--context").out)["answers"]
    start, end = told["passage"]
    assert told["context"] in FERRY
    assert told["context"].startswith(before)
    assert FERRY[start:end] in told["context"]
    (told, *_) = json.loads(run(*question[:-1], "volcanoes, Okafor", "--json", "--context").out)["related"]
    assert told["context"] in FERRY


def test_two_quotations_of_one_sentence_are_shown_as_one(
    run: Run, tmp_path: Path, archive_folder: Path
) -> None:
    said = "Ana Ruiz said that the quay was rotten and promised that the ferry would sail in May."
    (tmp_path / "quay.txt").write_text(f"The quay\n\n{said}\n", encoding="utf-8")
    run("add", "--archive", archive_folder, tmp_path / "quay.txt", "--finder", "rules")
    question = ("ask", "--archive", archive_folder, "What did Ana Ruiz say?")
    assert len(json.loads(run(*question, "--json").out)["answers"]) == 2
    shown = run(*question).out
    assert (shown.count(said), shown.count("Ana Ruiz\n")) == (1, 1)


def test_explaining_names_the_words(run: Run, filled: Path) -> None:
    ran = run("ask", "--archive", filled, "--explain", "what did Solberg say about the harbour?")
    assert ran.code == 0
    assert "harbour" in ran.out.split("\n\n")[-1]


def test_quotes_need_no_archive(run: Run, news_folder: Path, tmp_path: Path) -> None:
    ran = run("quotes", "--json", "--finder", "rules", news_folder)
    assert (ran.code, ran.err) == (0, "")
    lines = {line["article"]: line["quotes"] for line in map(json.loads, ran.out.splitlines())}
    assert set(lines) == {"harbour", "ferry", "school"}
    (quote,) = lines["school"]
    assert [SCHOOL[start:end] for start, end in quote["content"]] == ["The children are glad, and so am I,"]
    assert [SCHOOL[start:end] for start, end in quote["cue"]] == ["said"]
    assert [SCHOOL[start:end] for start, end in quote["source"]] == ["principal Maria Duarte"]
    assert (quote["speaker"], quote["role"], quote["kind"]) == ("Maria Duarte", "principal", "direct")
    assert quote["text"] == "The children are glad, and so am I,"
    assert not (tmp_path / "data").exists()


def test_quotes_as_text(run: Run, news_folder: Path) -> None:
    assert run("quotes", "--finder", "rules", news_folder / "school.txt") == Ran(
        0,
        "School roof repaired [school.txt]\n\nMaria Duarte, principal (direct)\n"
        '   "The children are glad, and so am I,"\n',
        "",
    )


def test_people(run: Run, filled: Path) -> None:
    ran = run("people", "--archive", filled)
    assert (ran.code, ran.err) == (0, "")
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in ran.out.splitlines()}
    assert rows["Paul Okafor"] == ["director", "1", "1", "1"]
    id_ = json.loads(run("export", "--archive", filled, "--speaker", "okafor").out)["id"]
    assert run("people", "--archive", filled, "okafor") == Ran(
        0,
        "Paul Okafor\n   roles: director\n   names: Paul Okafor\n   quoted: 1 time in 1 article\n\n"
        "   Ferry company cuts night crossings [coast/ferry.txt]\n"
        f"   (direct) {id_}\n"
        '      "Nobody travels at three in the morning,"\n',
        "",
    )
    ran = run("people", "--archive", filled, "Paul Okafur")
    assert (ran.code, ran.out) in [(1, ""), (0, run("people", "--archive", filled, "okafor").out)]


def test_stats(run: Run, filled: Path) -> None:
    stats = json.loads(run("stats", "--archive", filled, "--json").out)
    assert (stats["articles"], stats["copies"], stats["finders"]) == (3, 0, {"rules": 3})
    lines = run("stats", "--archive", filled).out.splitlines()
    assert lines[:2] == [f"archive:            {filled}", "articles:           3"]


def test_control_characters_do_not_reach_the_screen(run: Run, archive_folder: Path) -> None:
    text = 'Night \x1b[31mshift\n\n"We are \x1b]0;owned\x07 fine," said Karl Weber\u202e, the foreman.\n'
    line = json.dumps({"id": "x\x1b[2J", "text": text})
    run("add", "--archive", archive_folder, "--finder", "rules", "-", stdin=line)
    for command in (("ask", "what did Weber say?"), ("articles",), ("people",), ("people", "Weber")):
        ran = run(*command, "--archive", archive_folder)
        assert "fine" in ran.out or command[0] != "ask"
        assert not {"\x1b", "\x07", "\u202e"} & set(ran.out + ran.err)
