"""Whose the lines of a reply are: the client's are taken, shown or listed; none of the coach's is taken."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from coach_tui.exchange.client_replies import read_reply
from coach_tui.exchange.client_reply import ClientReply
from coach_tui.exchange.mail_lines import head_at, is_telephones
from coach_tui.plan.errors import BadInput
from tests.exchange.test_client_forms import CHECKIN, PRACTICE, REFLECTION, TODAY, C, filled, quoted
from tests.exchange.test_client_forms import read as read_form

FORM = filled(
    CHECKIN, {C["hours worked"]: "46", "engagement": "4", "mood": "tired", "note": "One line\nand two"}
)
LETTER = "Dear Anna,\n\nhere are ourwords for you.\n\nBest,\nRuth Ourname\n"
SIGNED = "Ruth Ourname, Coaching\n+49 431 5\n"
TOP = "Hi Ruth,\n\nmywords: I cannot come on Friday!\n\nAnna\n"

WROTE = {
    "Gmail": "On Mon, Nov 23, 2026 at 9:04 PM Ruth Coach <ruth@example.org> wrote:",
    "Gmail, broken": "On Mon, Nov 23, 2026 at 9:04 PM Ruth Coach of a Long House <\nruth@example.org> wrote:",
    "Gmail, German": "Am Mo., 23. Nov. 2026 um 21:04 Uhr schrieb Ruth Coach <\nruth@example.org>:",
    "Gmail, German, before": "Ruth Coach <ruth@example.org> schrieb am Mo., 23.\nNov. 2026 um 21:04 Uhr:",
    "Gmail, French": "Le lun. 23 nov. 2026 à 21:04, Ruth Coach <ruth@example.org> a écrit :",
    "Gmail, Spanish": "El lun, 23 nov 2026 a las 21:04, Ruth Coach (<ruth@example.org>)\nescribió:",
    "Gmail, Italian": "Il giorno lun 23 nov 2026 alle ore 21:04 Ruth Coach <ruth@example.org>\nha scritto:",
    "Gmail, Portuguese": "Em seg., 23 de nov. de 2026 às 21:04, Ruth Coach <ruth@example.org>\nescreveu:",
    "Gmail, Dutch": "Op ma 23 nov 2026 om 21:04 schreef Ruth Coach <ruth@example.org>:",
    "Apple": "On 23. Nov 2026, at 21:04, Ruth Coach <ruth@example.org> wrote:",
    "Apple, Dutch": "Op 23 nov. 2026 om 21:04 heeft Ruth Coach <ruth@example.org> het volgende geschreven:",
    "Thunderbird, German": "Am 23.11.26 um 21:04 schrieb Ruth Coach:",
    "Thunderbird, Italian": "Il 23/11/2026 21:04, Ruth Coach ha scritto:",
    "Thunderbird, Portuguese": "Às 21:04 de 23/11/2026, Ruth Coach escreveu:",
    "Yahoo": "    On Monday, November 23, 2026 at 09:04:00 PM GMT+1, Ruth <ruth@example.org> wrote:  ",
    "Zoho": "---- On Mon, 23 Nov 2026 21:04:00 +0100 Ruth Coach <ruth@example.org> wrote ---",
    "Open-Xchange": "Ruth Coach <ruth@example.org> hat am 23.11.2026 21:04 CET geschrieben:",
    "Evolution": "Am Montag, dem 23.11.2026 um 21:04 +0100 schrieb Ruth Coach:",
    "Chinese": "Ruth Coach <ruth@example.org> 于2026年11月23日周一 21:04写道：",
    "Japanese": "2026年11月23日(月) 21:04 Ruth Coach <ruth@example.org>:",
    "Russian": "пн, 23 нояб. 2026 г. в 21:04, Ruth Coach <ruth@example.org>:",
    "Polish": "pon., 23 lis 2026 o 21:04 Ruth Coach <ruth@example.org> napisał(a):",
    "Tuta": "23. Nov. 2026, 21:04 von ruth@example.org:",
}
HEADERS = {
    "English": ("From", "Sent", "To", "Subject"),
    "German": ("Von", "Gesendet", "An", "Betreff"),
    "French": ("De ", "Envoyé ", "À ", "Objet "),
    "Spanish": ("De", "Enviado el", "Para", "Asunto"),
    "Italian": ("Da", "Inviato", "A", "Oggetto"),
    "Portuguese": ("De", "Enviada em", "Para", "Assunto"),
    "Dutch": ("Van", "Verzonden", "Aan", "Onderwerp"),
    "Chinese": ("发件人", "发送时间", "收件人", "主题"),
    "Swedish": ("Från", "Skickat", "Till", "Ämne"),
}
VALUES = (
    "Ruth Coach <ruth@example.org>",
    "Monday, 23 November 2026 21:04",
    "Anna <anna@example.org>",
    "Form",
)


def block(language: str, form: str = "{}: {}") -> str:
    return "\n".join(map(form.format, HEADERS[language], VALUES))


HEADS = {
    **WROTE,
    **{f"Outlook, {language}": block(language) + "\n" for language in HEADERS},
    "Outlook, a line": f"{'_' * 32}\n{block('English')}\n",
    "Outlook, older": f"-----Ursprüngliche Nachricht-----\n{block('German')}\n",
    "Outlook, bold": block("German", "*{}:* {}") + "\n",
    "a header a paragraph": block("English").replace("\n", "\n\n") + "\n",
    "many receivers": block("English").replace("Anna <", "Bo <bo@example.org>;\nCy <cy@example.org>; A <"),
    "GMX": "Gesendet: Montag, 23. November 2026 um 21:04 Uhr\n"
    'Von: "Ruth" <ruth@example.org>\nAn: anna@example.org\nBetreff: Form\n',
    "passed on by Apple": f"Begin forwarded message:\n\n{block('English')}\n",
    "passed on by Gmail": f"---------- Forwarded message ---------\n{block('English')}\n",
    "Samsung": "-------- Original message --------\nFrom: Ruth <ruth@example.org> \n"
    "Date: 23/11/2026  21:04  (GMT+01:00) \nTo: anna@example.org \nSubject: Form \n",
}


def beside(found: ClientReply) -> str:
    return dict(found.taken).get("Beside the form", "")


def check(found: ClientReply) -> None:
    """The answers are there, and of the coach's words none is taken and each is listed."""
    assert found.values["engagement"] == 4
    assert found.values["note"].startswith("One line\nand two")
    assert not re.search("(?i)\\bour", str(found.taken).replace("hours", ""))
    assert "ourwords" in str(found.left_out)
    assert found.faults == []


@pytest.mark.parametrize("program", HEADS)
def test_the_head_of_an_older_mail_in_any_program(program: str) -> None:
    older = f"{LETTER}\n{FORM}\n{SIGNED}"
    for text in (f"{TOP}\n{HEADS[program]}\n{older}", f"{TOP}\n{HEADS[program]}\n{quoted(older)}"):
        found = read_form(text)
        check(found)
        assert beside(found) == TOP.strip()
        assert "Ourname" in str(found.left_out)
        assert "@" not in str(found.left_out)
    below = read_form(f"{HEADS[program]}\n{quoted(older)}\n\nI will be late.\n")
    check(below)
    assert beside(below) == "I will be late."


@pytest.mark.parametrize("program", HEADS)
def test_answers_above_a_blank_form_in_any_program(program: str) -> None:
    said = "[engagement] 4\n[note] One line\nand two\n"
    for older in (f"{LETTER}\n{CHECKIN}", quoted(f"{LETTER}\n{CHECKIN}")):
        found = read_form(f"{said}\n{HEADS[program]}\n{older}")
        check(found)
        assert found.values["note"] == "One line\nand two"


@pytest.mark.parametrize("program", HEADS)
def test_an_answer_behind_which_another_mail_begins(program: str) -> None:
    found = read_form(FORM.replace("[end]\n", f"\n{HEADS[program]}\n{quoted(LETTER)}"))
    assert found.values["note"] == "One line\nand two"


def test_a_letter_of_the_coach_without_a_head() -> None:
    """Nobody greets themselves: what begins so is the coach's, though nothing marks it."""
    found = read_form(f"{TOP}\n{LETTER}\n{FORM}\n{SIGNED}")
    check(found)
    assert beside(found) == TOP.strip()
    assert beside(read_form(f"It was a good week.\n\nViele Grüße, Anna\n\n{FORM}")).endswith("Grüße, Anna")


def test_a_mail_that_was_copied_with_its_own_headers() -> None:
    """What stands below a head that names the client is the client's."""
    head = block("German").replace("Ruth Coach", "Anna Berg").replace("ruth@", "anna@")
    found = read_form(f"{head}\n\n{TOP}\n{block('German')}\n\n{LETTER}\n{FORM}\n{SIGNED}")
    check(found)
    assert beside(found) == TOP.strip()
    assert read_form(f"\ufeff{head}\n\n{TOP}\n{FORM}").taken[-1] == ("Beside the form", TOP.strip())


def test_a_line_right_under_the_headers_is_no_header() -> None:
    found = read_form(f"{block('English')}\nWrite to me@example.org, I quit.\n\n{FORM}")
    assert found.left_out == ["Write to me@example.org, I quit."]


@pytest.mark.parametrize(
    "words",
    [
        "My boss wrote to all:\n“Well done”.",
        "On Friday my boss wrote:",
        "----- I quit -----",
        "Sent from the heart, not from a telephone",
        "Sent from my iPhone, which I hate",
        "Le chat a écrit: miaou",
    ],
)
def test_words_that_look_like_a_program_wrote_them_are_taken(words: str) -> None:
    assert beside(read_form(f"{words}\n\n{FORM}")) == words
    assert beside(read_form(f"{FORM}\n{words}")) == words


def test_words_like_headers_are_listed() -> None:
    found = read_form(f"From: the heart\nDate: today\n\n{FORM}")
    assert found.left_out == ["From: the heart Date: today"]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Inviato da iPhone",
            "Enviado do meu iPhone",
            "Verstuurd vanaf mijn iPhone",
            "Sendt fra min iPhone",
        ),
        *("Von meinem/meiner Galaxy gesendet", "Sent from my Galaxy", "Gesendet mit der GMX iPhone App"),
        "Diese Nachricht wurde von meinem Android-Mobiltelefon mit K-9 Mail gesendet.",
        *("Get Outlook for iOS<https://aka.ms/o0ukef>", "Outlook für iOS beschaffen<https://aka.ms/o0ukef>"),
        *("Télécharger Outlook pour iOS", "Obtener Outlook para iOS", "Obter o Outlook para iOS"),
        *("Scarica Outlook per iOS", "Outlook voor iOS downloaden", "Yahoo Mail: Search, Organize, Conquer"),
        "Sent with [Proton Mail](https://proton.me/) secure email.",
        "Sent from Mail<https://go.microsoft.com/fwlink/?LinkId=550986> for Windows",
    ],
)
def test_what_a_mail_program_adds_in_any_language(line: str) -> None:
    assert is_telephones(line)
    for text in (f"{FORM}\n{line}\n", FORM.replace("[end]", line)):
        found = read_form(text)
        assert (found.values["note"], found.left_out) == ("One line\nand two", [])
    assert read_form(f"{FORM}\n{line}\nI quit").left_out[0].endswith("I quit")


def test_a_long_line_is_no_head_and_costs_nothing() -> None:
    for line in ("a" * 10_000 + ":", "On 2026 " + "wrote " * 5_000 + ":", "From: " + "a" * 10_000):
        assert head_at([line, ""], 0) is None


# The law


def lines_of(kind: str) -> str:
    form = FORM if kind == "checkin" else filled(REFLECTION, {"well": "I let go.", "heard": "9"})
    return f"{TOP}\n{WROTE['Gmail']}\n{quoted(f'{LETTER}{form}{SIGNED}')}\n\nAnna\n"


SHAPES: dict[str, Callable[[], str]] = {
    "quoted": lambda: lines_of("checkin"),
    "reflection": lambda: lines_of("reflection"),
    "not quoted": lambda: f"{TOP}\n{block('German')}\n\n{LETTER}{FORM}{SIGNED}",
    "a text": lambda: f"Hello,\n\n{FORM}\nBye\n-- \nAnna\nSent from my iPhone\n",
    "above a blank form": lambda: f"[mood] fine\n\n{WROTE['Apple']}\n{quoted(f'{LETTER}{CHECKIN}')}",
}


@pytest.mark.parametrize("mark", ["{}", "> {}"])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_word_written_anywhere_is_taken_shown_or_listed(shape: str, mark: str) -> None:
    lines = SHAPES[shape]().split("\n")
    if mark != "{}" and not any(line.startswith(">") for line in lines):
        pytest.skip("nothing is quoted in it")
    for place in range(len(lines) + 1):
        if place < len(lines) and re.match(r"(?:Gesendet|An|Betreff): ", lines[place]):
            continue  # within a block of headers
        text = "\n".join([*lines[:place], mark.format("Heregoes, friend!"), *lines[place:]])
        try:
            found = read_reply(text.encode(), PRACTICE, TODAY)
        except BadInput as error:
            pytest.fail(f"{place}: {error}")
        told = f"{found.taken}{found.faults}{found.left_out}"
        assert "Heregoes" in told, f"below {lines[place - 1]!r}"


# Tags and labels as they come back

CHANGED: dict[str, Callable[[str], str]] = {
    "bold": lambda text: re.sub(r"\[(\w+)\]", r"*[\1]*", text),
    "bold within": lambda text: re.sub(r"\[(\w+)\]", r"[*\1*]", text),
    "capitals": lambda text: re.sub(r"\[(\w+)\]", lambda tag: tag[0].upper(), text),
    "two blanks": lambda text: re.sub(r"\[(\w+)\]", r"[  \1  ]", text),
    "wide brackets": lambda text: text.replace("[", "［").replace("]", "］"),
    "corner brackets": lambda text: text.replace("[", "【").replace("]", "】"),
    "a dash": lambda text: re.sub(r"(?m)^\[", "- [", text),
    "a bullet": lambda text: re.sub(r"(?m)^\[", "•\t[", text),
    "a number": lambda text: re.sub(r"(?m)^\[(?!form)", "1. [", text),
    "Markdown": lambda text: text.replace("[", "\\[").replace("]", "\\]"),
    "in quotes": lambda text: re.sub(r"\[(\w+)\]", "“[\\1]”", text),
    "no width": lambda text: re.sub(r"\[(\w+)\]", "\u200b[\\1]\u200b", text),
    "label bold": lambda text: text.replace("Answer:", "*Answer:*"),
    "label German": lambda text: re.sub(r"(?m)^Answer:", "Antwort:", text),
    "label French": lambda text: re.sub(r"(?m)^Answer:", "Réponse :", text),
    "label wide": lambda text: text.replace("Answer:", "Answer："),
    "label with a dash": lambda text: text.replace("Answer:", "Answer -"),
    "label twice": lambda text: text.replace("Answer: ", "Answer:\nAnswer: "),
    "label gone": lambda text: text.replace("Answer: ", ""),
    "id's word translated": lambda text: text.replace("[form ", "[Formular "),
    "id without brackets": lambda text: re.sub(r"\[(form \w+)\]", r"\1", text),
    "id broken off": lambda text: quoted(text).replace("[form ", "[form\n> "),
    "curly quotes": lambda text: text.replace('"', "”"),
}


@pytest.mark.parametrize("how", CHANGED)
def test_tags_and_labels_that_were_changed_on_the_way(how: str) -> None:
    found = read_form(CHANGED[how](FORM))
    values = {"measures": {"m1": 46}, "engagement": 4, "mood": "tired", "note": "One line\nand two"}
    assert found.values == values
    assert (found.faults, found.left_out) == ([], [])


def test_a_label_in_an_answer_is_a_word_of_it() -> None:
    words = "I asked him.\nHis answer: no.\nThat was that."
    assert read_form(filled(CHECKIN, {"note": words})).values["note"] == words


def test_an_answer_within_a_broken_question() -> None:
    found = read_form(CHECKIN.replace("1 (hardly)\nto 5 (fully)", "1 (hardly)\n4\nto 5 (fully)"))
    assert found.values == {"engagement": 4}
    found = read_form(CHECKIN.replace("word or two", "word or two: tired"))
    assert found.values == {"mood": "tired"}


def test_words_in_front_of_an_answer_whose_question_changed_are_listed() -> None:
    asks = "Anything I should know"
    found = read_form(filled(CHECKIN, {"note": "Fine."}).replace(asks, "Was noch war, und: I quit"))
    assert (found.values["note"], found.left_out) == ("Fine.", ["Was noch war, und: I quit"])


def test_another_form_answered_in_the_same_mail_is_told() -> None:
    other = filled(REFLECTION, {"well": "I let go."})
    found = read_form(f"{FORM}\n{other}")
    assert found.left_out == [
        "the reflection form of Tue 24 Nov 2026, to be taken in from a file of its own: "
        "What went well: I let go."
    ]
    assert beside(found) == ""
    plan = PRACTICE.plan("anna")
    asked = read_reply(f"{FORM}\n{other}".encode(), PRACTICE, TODAY, plan, "reflection")
    assert asked.values == {"reflection": "What went well: I let go."}
    assert "the check-in form of Tue 24 Nov 2026" in asked.left_out[0]
