"""What of a saved mail is its letter, in whatever parts, charsets and pages; and what is no letter."""

from __future__ import annotations

import re
from base64 import encodebytes
from email.message import EmailMessage

import pytest

from coach_tui.exchange.client_replies import is_reply, read_reply
from coach_tui.exchange.client_reply import ClientReply
from coach_tui.exchange.html_text import text_of_html
from coach_tui.exchange.mail_charset import text_in
from coach_tui.plan.errors import BadInput
from tests.exchange.test_client_forms import CHECKIN, PRACTICE, REFLECTION, TODAY, as_html, filled, quoted
from tests.exchange.test_client_forms import mail as mail_of
from tests.exchange.test_client_forms import read as read_form

FORM = filled(CHECKIN, {"engagement": "4", "mood": "tired", "note": "All is well."})
VALUES = {"engagement": 4, "mood": "tired", "note": "All is well."}
HEAD = (
    "From: Anna Berg <anna@example.org>\nTo: ruth@example.org\nSubject: {}\n"
    "Date: Mon, 23 Nov 2026 21:04:00 +0100\nMIME-Version: 1.0\n"
)


def mail(
    body: str | bytes, kind: str = "text/plain; charset=utf-8", *more: str, subject: str = "Re: Form"
) -> bytes:
    head = HEAD.format(subject) + "".join(f"{line}\n" for line in more) + f"Content-Type: {kind}\n\n"
    return head.encode() + (body.encode() if isinstance(body, str) else body)


def part(body: str, kind: str = "text/plain; charset=utf-8", *more: str) -> str:
    return "\n".join([f"Content-Type: {kind}", *more, "", body])


def parts(kind: str, *bodies: str, more: tuple[str, ...] = (), subject: str = "Re: Form") -> bytes:
    body = "".join(f"--b1\n{one}\n" for one in bodies) + "--b1--\n"
    return mail(body, f'multipart/{kind}; boundary="b1"', *more, subject=subject)


def attached(name: str, kind: str, body: str = "x") -> str:
    return part(body, f'{kind}; name="{name}"', f'Content-Disposition: attachment; filename="{name}"')


def beside(found: ClientReply) -> str:
    return dict(found.taken).get("Beside the form", "")


PICTURE = part("x", "image/png", "Content-Disposition: inline", "Content-ID: <logo>")


def test_texts_around_a_picture_are_one_letter() -> None:
    first, second = FORM.split("[mood]")
    found = read_form(parts("mixed", part(f"I quit.\n\n{first}"), PICTURE, part(f"[mood]{second}PS: Bye.")))
    assert (found.values["mood"], beside(found)) == ("tired", "I quit.\n\nPS: Bye.")
    assert (found.faults, found.left_out) == ([], [])


def test_a_form_attached_and_the_words_above_it() -> None:
    blank = quoted(CHECKIN)
    for body, words in (
        ("I quit.", "I quit."),
        (f"I quit.\n\nOn 23/11/2026, Ruth wrote:\n{blank}", "I quit."),
    ):
        found = read_form(parts("mixed", part(body), attached("form.txt", "text/plain; charset=utf-8", FORM)))
        assert (found.values["engagement"], beside(found)) == (4, words)
        assert found.left_out == []


def test_files_that_are_not_read_are_named() -> None:
    files = (attached("card.vcf", "text/vcard"), attached("scan.pdf", "application/pdf"))
    sealed = part("x", "application/pgp-signature; name=signature.asc")
    assert read_form(parts("mixed", part(FORM), *files, sealed)).left_out == [
        "attached: card.vcf",
        "attached: scan.pdf",
    ]
    with pytest.raises(BadInput, match=r"nothing is answered in it; attached: scan\.pdf: save its text"):
        read_form(parts("mixed", part(quoted(CHECKIN)), files[1]))


@pytest.mark.parametrize("kind", ["pgp-signature", "pkcs7-signature", "x-pkcs7-signature"])
def test_a_signature_is_no_file_that_is_not_read(kind: str) -> None:
    for how in (attached("sealed", f"application/{kind}"), part("x", f"application/{kind}")):
        found = read_form(parts("signed", part(FORM), how))
        assert (found.values, found.left_out) == (VALUES, [])


@pytest.mark.parametrize(
    "how",
    [
        attached("form.txt", "text/plain; charset=utf-8", FORM),
        part(FORM, 'text/plain; charset=utf-8; name="form.txt"'),
        part(FORM, "text/plain; charset=utf-8", "Content-Disposition: attachment"),
    ],
)
def test_a_text_is_attached_by_its_name_or_by_what_is_said_of_it(how: str) -> None:
    found = read_form(parts("mixed", part(quoted(CHECKIN)), how))
    assert (found.values, found.left_out) == (VALUES, [])
    letter = how.replace(FORM, "A letter of mine.")
    told = read_form(parts("mixed", part(FORM), letter)).left_out
    assert told == ["attached: form.txt" if "form.txt" in how else "attached: a text"]


def test_a_calendar_beside_an_answered_form_does_no_harm() -> None:
    data = parts("mixed", part(FORM), attached("a.ics", "text/calendar", "BEGIN:VCALENDAR\nEND:VCALENDAR"))
    assert is_reply(data)
    assert read_form(data).values == VALUES


def test_of_two_texts_that_say_the_same_the_one_with_the_form_is_read() -> None:
    page = part(as_html(f"I quit.\n\n{FORM}"), "text/html; charset=utf-8")
    for plain in (part("Your program shows no HTML."), part(""), part(f"I quit.\n\n{FORM}")):
        found = read_form(parts("alternative", plain, page))
        assert (found.values["mood"], beside(found)) == ("tired", "I quit.")
    lost = re.sub(r"\[form \w+\]", "", FORM)
    without_id = parts("alternative", part("See below."), part(as_html(lost), "text/html; charset=utf-8"))
    assert read_form(without_id, plan=PRACTICE.plan("anna"), kind="checkin").values == VALUES


def test_a_reply_that_was_passed_on() -> None:
    inner = (
        "Content-Type: message/rfc822\n\n" + mail(FORM, "text/plain", "In-Reply-To: <x@example.org>").decode()
    )
    outer = parts("mixed", part("Look what Anna wrote."), inner, subject="Fwd: Form")
    found = read_form(outer.replace(b"Anna Berg <anna@", b"Ruth <ruth@", 1).replace(b"23 Nov", b"24 Nov", 1))
    assert (found.values, found.sender) == (VALUES, "anna@example.org")
    assert str(found.sent) == "2026-11-23"
    assert found.left_out == ["Look what Anna wrote."]


@pytest.mark.parametrize(
    ("subject", "more", "answers"),
    [
        ("AW: Form", (), True),
        ("SV[2]: Form", (), True),
        ("Form", ("References: <x@example.org>",), True),
        ("Form", ("In-Reply-To: <x@example.org>",), True),
        ("Form", (), False),
        ("Regarding: Form", (), False),
    ],
)
def test_what_was_passed_on_is_a_reply_where_it_answers(
    subject: str, more: tuple[str, ...], answers: bool
) -> None:
    inner = mail(FORM, "text/plain; charset=utf-8", *more, subject=subject).decode()
    outer = parts("mixed", part("Look."), f"Content-Type: message/rfc822\n\n{inner}", subject="Fwd: Form")
    outer = outer.replace(b"Anna Berg <anna@", b"Ruth <ruth@", 1)
    found = read_form(outer)
    if answers:
        assert (found.values, found.sender, found.left_out[0]) == (VALUES, "anna@example.org", "Look.")
    else:
        assert (found.sender, beside(found), found.left_out) == ("ruth@example.org", "Look.", [])


def test_of_two_mails_within_the_first_with_a_form_is_read() -> None:
    one, other = FORM.replace("tired", "calm"), FORM
    inner = [
        "Content-Type: message/rfc822\n\n" + mail(body, "text/plain", "In-Reply-To: <x@example.org>").decode()
        for body in ("Only a letter.", one, other)
    ]
    assert read_form(parts("mixed", part("Look."), *inner)).values["mood"] == "calm"
    blank = ["Content-Type: message/rfc822\n\n" + mail(CHECKIN, subject="Form").decode() for _ in range(2)]
    found = read_form(parts("mixed", part("[mood] calm"), *blank))
    assert found.values == {"mood": "calm"}


def test_a_form_that_came_back_as_a_mail_within_the_mail() -> None:
    inner = "Content-Type: message/rfc822\n\n" + mail(CHECKIN, subject="How is it going?").decode()
    found = read_form(parts("mixed", part("[mood] calm\n\nI quit."), inner))
    assert found.values == {"mood": "calm I quit."}


# Pages

OLDER = f"Dear Anna,<br>ourwords<br>{'<br>'.join(FORM.split(chr(10)))}<br>Ruth Ourname"
HEADERS = (
    "<b>Von:</b> Ruth &lt;ruth@example.org&gt;<br><b>Gesendet:</b> Montag, 23. November 2026 21:04<br>"
    "<b>An:</b> Anna"
)
PAGES = {
    "Gmail": '<div dir="ltr">I quit.</div><br><div class="gmail_quote"><div class="gmail_attr">On Mon, '
    f"Nov 23, 2026 at 9:04 PM Ruth &lt;ruth@example.org&gt; wrote:<br></div>"
    f'<blockquote class="gmail_quote">{OLDER}</blockquote></div>',
    "no head": f'<p>I quit.</p><blockquote type="cite">{OLDER}</blockquote>',
    "not marked at all": f"<p>I quit.</p>{OLDER}",
    "Outlook": f"<div class=WordSection1><p class=MsoNormal>I quit.</p><div style='border:none;border-top:"
    f"solid #E1E1E1 1.0pt'><p class=MsoNormal>{HEADERS}</p></div><p class=MsoNormal>{OLDER}</p></div>",
    "Outlook on the web": '<div class="elementToProof">I quit.</div><hr><div id="divRplyFwdMsg">'
    f"{HEADERS}</div><div>{OLDER}</div>",
    "Thunderbird": '<p>I quit.</p><div class="moz-cite-prefix">Am 23.11.26 um 21:04 schrieb Ruth:<br></div>'
    f'<blockquote type="cite">{OLDER}</blockquote>',
    "Yahoo": '<div>I quit.</div><div class="yahoo_quoted"><div>On Monday, November 23, 2026 at 09:04:00 '
    f"PM GMT+1, Ruth &lt;ruth@example.org&gt; wrote: </div><div><br></div><div>{OLDER}</div></div>",
    "GMX": f'<div>I quit.<div style="border-left:2px solid #C3D9E5;"><div>{HEADERS}</div>'
    f"<div>{OLDER}</div></div></div>",
}


@pytest.mark.parametrize("program", PAGES)
def test_a_page_from_any_program(program: str) -> None:
    found = read_form(mail(PAGES[program], "text/html; charset=utf-8"))
    assert (found.values["engagement"], beside(found)) == (4, "I quit.")
    assert "our" not in str(found.taken).lower()
    assert "ourwords" in str(found.left_out)
    assert "Ourname" in str(found.left_out)
    assert "@" not in str(found.left_out)


def test_words_below_and_within_what_a_page_quotes() -> None:
    page = PAGES["Thunderbird"].replace("[end]", "[end]<br>And I move away.") + "<p>PS: Bye.</p>"
    found = read_form(mail(page, "text/html; charset=utf-8"))
    assert beside(found) == "I quit.\n\nPS: Bye."
    assert any("And I move away." in left for left in found.left_out)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ('<blockquote type="cite">a<br>b<p>c</p></blockquote>d', "> a\n> b\n> c\nd\n"),
        ('<blockquote style="border-left:1px solid">a</blockquote>', "> a\n"),
        (
            '<blockquote cite="mid:1"><blockquote class="gmail_quote">a</blockquote>b</blockquote>',
            "> > a\n> b\n",
        ),
        ('<blockquote style="margin:0 0 0 40px;border:none">a</blockquote>', "a\n"),
        ('<blockquote type="cite"><pre>a\nb</pre></blockquote>', "> a\n> b\n"),
        ("<table><tr><td>a</td><td>4</td></tr></table>", "a 4\n"),
        ('fine <img alt="\U0001f600" src="x"><img alt="Logo" src="y">', "fine \U0001f600\n"),
        ("</blockquote>a", "a\n"),
    ],
)
def test_what_a_page_quotes_is_marked(page: str, text: str) -> None:
    assert text_of_html(page) == text


def test_a_page_that_was_saved_as_a_file() -> None:
    assert read_form(as_html(FORM)).values == VALUES
    assert read_form(f"<!DOCTYPE html>\n{as_html(FORM)}").values == VALUES


# Signed, sealed, by machines


def test_a_letter_that_pgp_signed_is_read() -> None:
    signed = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nI quit.\n\n{}\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEB\n=abcd\n-----END PGP SIGNATURE-----\n"
    ).format(FORM.replace("All is well.", "All is well:\n- -----"))
    for data in (mail(signed), signed.encode(), mail(signed.replace("\n", "\r\n"))):
        found = read_form(data)
        assert (found.values["note"].split("\n")[1], beside(found)) == ("-----", "I quit.")
        assert found.left_out == []
    half = read_form(signed.partition("=abcd")[0])
    assert "iQEzBAEB" in str(half.taken)


SEALED = "it is encrypted: open it in your mail program"
AUTOMATIC = "no reply, but an automatic answer"
AWAY = f"I am away.\n\nOn Mon, 23 Nov 2026 at 21:04, Ruth <ruth@example.org> wrote:\n{quoted(CHECKIN)}"
OTHERWISE = {
    "PGP": (parts("encrypted", part("Version: 1", "application/pgp-encrypted")), SEALED),
    "PGP after a server": (parts("mixed", part(""), part("Version: 1", "application/pgp-encrypted")), SEALED),
    "PGP above the form": (mail(f"-----BEGIN PGP MESSAGE-----\n\nhQ\n\n{AWAY}"), SEALED),
    "S/MIME": (mail("MIIB", "application/pkcs7-mime; smime-type=enveloped-data"), SEALED),
    "S/MIME, signed": (mail("MIIB", "application/pkcs7-mime; smime-type=signed-data"), "into its signature"),
    "Outlook": (
        parts("mixed", part("Hi"), attached("winmail.dat", "application/octet-stream")),
        "winmail.dat of Outlook",
    ),
    "away, by its header": (mail(AWAY, "text/plain", "Auto-Submitted: auto-replied"), AUTOMATIC),
    "away, by precedence": (mail(AWAY, "text/plain", "Precedence: auto_reply"), AUTOMATIC),
    "away, by an old header": (mail(AWAY, "text/plain", "X-Autoreply: yes"), AUTOMATIC),
    "away": (mail(AWAY, subject="Automatic reply: How is it going?"), AUTOMATIC),
    "away, German": (mail(AWAY, subject="Automatische Antwort: Form"), AUTOMATIC),
    "away, without the form": (mail("Weg.", subject="Abwesenheitsnotiz: Form"), AUTOMATIC),
    "away, French": (mail(AWAY, subject="Réponse automatique : Form"), AUTOMATIC),
    "away, Spanish": (mail(AWAY, subject="Respuesta automática: Form"), AUTOMATIC),
    "away, Dutch": (mail(AWAY, subject="Automatisch antwoord: Form"), AUTOMATIC),
    "not delivered": (
        parts(
            "report",
            part("It failed."),
            part("Action: failed", "message/delivery-status"),
            "Content-Type: message/rfc822\n\n" + mail(CHECKIN).decode(),
        ),
        "a mail server's report",
    ),
    "opened": (
        parts("report", part("Read."), part("Disposition: displayed", "message/disposition-notification")),
        "but a receipt",
    ),
    "accepted": (
        parts("alternative", part("Anna accepts"), part("BEGIN:VCALENDAR", "text/calendar")),
        "but a mail of a calendar",
    ),
    "no form": (mail("I quit."), "no form is in it: its id is gone, and so are all its questions"),
    "two mails": (
        b"From a@example.org Mon Nov 23 21:04:00 2026\n" + mail(FORM)
        + b"\n\nFrom a@example.org Tue Nov 24 21:04:00 2026\n" + mail(FORM),
        "a mailbox of 2 mails: save each reply as a file of its own",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_is_no_letter_says_what_it_is(name: str) -> None:
    data, said = OTHERWISE[name]
    assert is_reply(data)
    with pytest.raises(BadInput, match=said):
        read_reply(data, PRACTICE, TODAY)


def test_an_answer_counts_whatever_a_header_says() -> None:
    assert read_form(mail(FORM, "text/plain", "Auto-Submitted: auto-generated")).values == VALUES
    assert read_form(mail(FORM, "text/plain", "Auto-Submitted: no")).values == VALUES


def test_one_mail_of_a_mailbox_is_a_mail() -> None:
    note = "I say:\n>From here on it goes well."
    data = b"From anna@example.org Mon Nov 23 21:04:00 2026\n" + mail(FORM.replace("All is well.", note))
    assert read_form(data).values["note"] == "I say:\nFrom here on it goes well."


# Charsets

WORDS = "Größe gezeigt – „gut“, 5 €"


@pytest.mark.parametrize(
    ("named", "written"),
    [
        *[
            (name, "utf-8")
            for name in ("utf-8", "iso-8859-1", "windows-1252", "us-ascii", "x-unknown", "", "rot13")
        ],
        *[
            (name, "cp1252")
            for name in ("windows-1252", "iso-8859-1", "us-ascii", "utf-8", "x-unknown", "idna")
        ],
        *[("utf-16", name) for name in ("utf-16", "utf-16-le", "utf-16-be")],
        *[("utf-8", name) for name in ("utf-16", "utf-8-sig")],
        ("utf-7", "utf-7"),
        ("x-mac-roman", "mac_roman"),
        ("gb2312", "gb18030"),
    ],
)
def test_bytes_are_read_whatever_charset_is_named(named: str, written: str) -> None:
    assert text_in(WORDS.encode(written), named or None) == WORDS


@pytest.mark.parametrize(("named", "written"), [("iso-2022-jp", "iso2022_jp"), ("Shift_JIS", "cp932")])
def test_japanese(named: str, written: str) -> None:
    assert text_in("元気です".encode(written), named) == "元気です"


def test_iso_8859_15_has_the_euro_sign() -> None:
    assert text_in("Größe 5 €".encode("iso8859-15"), "iso-8859-15") == "Größe 5 €"


def test_a_charset_that_only_the_page_names() -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-2022-jp"></head>'
    data = (page + as_html(FORM.replace("tired", "元気です"))).encode("iso2022_jp")
    assert read_form(mail(data, "text/html")).values["mood"] == "元気です"


def test_an_encoding_with_blanks_or_a_comment_beside_it() -> None:
    for encoding in (" Quoted-Printable ", "quoted-printable (by hand)"):
        data = mail(
            FORM.replace("tired", "Gr=C3=BCn"), "text/plain", f"Content-Transfer-Encoding: {encoding}"
        )
        assert read_form(data).values["mood"] == "Grün"
    data = mail(encodebytes(FORM.encode()), "text/plain", "Content-Transfer-Encoding: BASE64")
    assert read_form(data).values == VALUES


def test_a_mail_of_the_standard_library_with_a_page_and_a_picture() -> None:
    message = EmailMessage()
    message["From"] = "anna@example.org"
    message["Date"] = "Mon, 23 Nov 2026 21:04:00 +0100"
    message.set_content("I quit.\n\n" + FORM)
    message.add_alternative(as_html("I quit.\n\n" + FORM), subtype="html")
    message.get_payload()[1].add_related(b"x", "image", "png", cid="<logo>")  # type: ignore[union-attr, index]
    found = read_form(message.as_bytes())
    assert (found.values["engagement"], beside(found), found.left_out) == (4, "I quit.", [])


def test_a_reflection_in_parts() -> None:
    found = read_form(parts("mixed", part("I quit."), part(filled(REFLECTION, {"heard": "9"}))))
    assert (found.values["feedback"], beside(found)) == ({"heard": 9}, "I quit.")
    assert read_form(mail_of(FORM)).values == VALUES
