"""Letters over a real line to a mail server: what was taken, what was not, and what nobody knows."""

import email
import email.policy
import shutil
import socket
import ssl
import subprocess
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gomi.adapters.folder_mail import FolderMail
from gomi.adapters.mail_message import as_bytes
from gomi.adapters.smtp_lines import MOST_LETTERS, Lines
from gomi.adapters.smtp_mail import Server, SmtpMail, server_of
from gomi.conversation.ports import Outcome
from gomi.reminders.ports import Letter
from gomi.settings import SettingsWrong, read
from tests.mail_server import mail_server, text_of

KEY = {"GOMI_SECRET_KEY": "k" * 40}
SUBJECT = "あす11月23日（月・祝）は燃やすごみ、びん・缶・ペットボトル、プラスチック製容器包装。"
LETTER = Letter(
    to="taro@example.jp",
    sender="みほん市 ごみ案内",
    subject=SUBJECT,
    lines=(SUBJECT + "今夜のうちにまとめてください。", "", ".", "…" * 300),
    id="abc",
    written_at=datetime(2026, 11, 22, 11, tzinfo=UTC),
    leaving="https://gomi.example.jp/mihon/mail/stop?t=7.x",
)


@pytest.fixture
def server():
    with mail_server() as server:
        yield server


@pytest.fixture
def mail(server):
    mail = SmtpMail(Server("127.0.0.1", server.server_address[1], secure=False), "gomi@city.example.jp")
    yield mail
    mail.close()


def test_a_letter_arrives_as_it_was_written(server, mail):
    assert mail.send(LETTER) is Outcome.ACCEPTED

    (letter,) = server.letters
    assert text_of(letter).splitlines() == list(LETTER.lines)
    assert (letter["Subject"], letter["To"]) == (LETTER.subject, LETTER.to)
    assert str(letter["From"]) == "みほん市 ごみ案内 <gomi@city.example.jp>"
    assert letter["Message-ID"] == "<abc@city.example.jp>"
    assert letter["Date"].datetime == LETTER.written_at
    assert letter.get_content_type() == "text/plain"
    assert not letter.is_multipart()
    assert server.envelopes == [("mail FROM:<gomi@city.example.jp>", "taro@example.jp")]


def test_a_letter_says_that_nobody_wrote_it_and_how_one_press_ends_it(server, mail):
    mail.send(LETTER)
    mail.send(replace(LETTER, leaving=""))

    reminder, answer = server.letters
    assert reminder["Auto-Submitted"] == "auto-generated"
    assert reminder["List-Unsubscribe"] == f"<{LETTER.leaving}>"
    assert reminder["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert answer["List-Unsubscribe"] is None


def test_a_letter_is_ascii_on_its_way_and_no_line_is_too_long(server, mail):
    mail.send(LETTER)

    (raw,) = server.raw
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 76


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=200))
def test_any_subject_and_text_come_back_as_they_were(text):
    raw = as_bytes(replace(LETTER, subject=text, lines=(text,)), "gomi@city.example.jp")

    letter = email.message_from_bytes(raw, policy=email.policy.default)
    assert letter["Subject"] == " ".join(text.split())
    assert text_of(letter).rstrip("\r\n") == text
    assert max(map(len, raw.split(b"\r\n"))) <= 78


@pytest.mark.parametrize(
    ("fault", "outcome", "taken"),
    [
        ("451 MAIL", Outcome.UNREACHED, 0),
        ("550 MAIL", Outcome.UNREACHED, 0),
        ("450 RCPT", Outcome.UNREACHED, 0),
        ("550 RCPT", Outcome.REFUSED, 0),
        ("452 DATA", Outcome.UNREACHED, 0),
        ("554 DATA", Outcome.REFUSED, 0),
        ("drop MAIL", Outcome.UNREACHED, 0),
        ("drop RCPT", Outcome.UNREACHED, 0),
        ("drop DATA", Outcome.UNCLEAR, 1),
    ],
)
def test_what_a_server_does_is_told_as_what_it_means_for_the_letter(server, mail, fault, outcome, taken):
    server.script = [fault]

    assert mail.send(LETTER) is outcome

    assert len(server.letters) == taken
    assert mail.send(LETTER) is Outcome.ACCEPTED


def test_a_server_that_is_not_there_has_taken_nothing():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    mail = SmtpMail(Server("127.0.0.1", port, secure=False), "gomi@city.example.jp")

    assert mail.send(LETTER) is Outcome.UNREACHED


def test_letters_go_over_one_line_as_long_as_it_answers(server, mail):
    assert [mail.send(LETTER) for _ in range(3)] == [Outcome.ACCEPTED] * 3
    assert server.lines == 1

    server.script = ["drop NOOP"]
    assert mail.send(LETTER) is Outcome.ACCEPTED
    assert (server.lines, len(server.letters)) == (2, 4)


def test_a_line_carries_only_so_many_letters(server, mail):
    for _ in range(MOST_LETTERS + 1):
        assert mail.send(LETTER) is Outcome.ACCEPTED

    assert server.lines == 2


def test_a_line_that_was_silent_for_long_is_not_trusted(server):
    now = [0.0]
    lines = Lines(Server("127.0.0.1", server.server_address[1], secure=False).connect, lambda: now[0])
    lines.give_back(lines.take())
    now[0] = 60.0

    lines.take().close()

    assert server.lines == 2


def test_a_password_is_said_to_the_machine_itself_but_never_over_a_network_without_tls(server, monkeypatch):
    port = server.server_address[1]
    near = SmtpMail(Server("127.0.0.1", port, False, "gomi", "letmein"), "gomi@city.example.jp")
    assert near.send(LETTER) is Outcome.ACCEPTED
    near.close()

    monkeypatch.setattr("gomi.adapters.smtp_mail.ITSELF", ())
    far = SmtpMail(Server("127.0.0.1", port, False, "gomi", "letmein"), "gomi@city.example.jp")
    assert far.send(LETTER) is Outcome.UNREACHED
    assert len(server.logins) == 1


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Of a mail server on this machine; nobody trusts it without being told to."""
    if shutil.which("openssl") is None:
        pytest.skip("Debian のパッケージ openssl がありません")
    folder = tmp_path_factory.mktemp("certificate")
    asked = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    named = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem"]
    subprocess.run(["openssl", "req", *asked, *named], cwd=folder, check=True, capture_output=True)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return tls, str(folder / "cert.pem")


@pytest.mark.parametrize("at_once", [False, True])
def test_a_password_is_said_over_tls_to_a_server_that_is_trusted(certificate, monkeypatch, at_once):
    tls, trusted = certificate
    monkeypatch.setattr("gomi.adapters.smtp_mail.ITSELF", ())
    with mail_server(tls, at_once) as server:
        port = server.server_address[1]
        far = SmtpMail(Server("127.0.0.1", port, at_once, "gomi", "letmein"), "gomi@city.example.jp")
        assert far.send(LETTER) is Outcome.UNREACHED
        assert (server.secured, server.logins) == (0, [])

        monkeypatch.setenv("SSL_CERT_FILE", trusted)
        assert far.send(LETTER) is Outcome.ACCEPTED

        assert (server.secured, len(server.logins), len(server.letters)) == (1, 1, 1)
        far.close()


def test_an_address_of_a_telephone_company_with_dots_where_none_belong_is_written_to(server, mail):
    assert mail.send(replace(LETTER, to="taro..gomi.@docomo.ne.jp")) is Outcome.ACCEPTED

    (letter,) = server.letters
    assert server.envelopes[0][1] == '"taro..gomi."@docomo.ne.jp'
    assert letter["To"].addresses[0].username == "taro..gomi."


def test_the_settings_name_a_server_and_a_sender():
    settings = read(
        {**KEY, "GOMI_SMTP_URL": "smtp://u%40x:p%3Aw@mail.example.jp", "GOMI_MAIL_FROM": "a@b.jp"}
    )

    assert server_of(settings) == (Server("mail.example.jp", 587, False, "u@x", "p:w"), "a@b.jp")
    assert "p:w" not in repr(server_of(settings))


def test_without_either_setting_there_is_no_mail():
    assert server_of(read(KEY)) is None


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({**KEY, "GOMI_SMTP_URL": "smtp://mail.example.jp"}, "GOMI_MAIL_FROM"),
        ({**KEY, "GOMI_MAIL_FROM": "a@b.jp"}, "GOMI_SMTP_URL"),
        ({**KEY, "GOMI_SMTP_URL": "mail.example.jp:25", "GOMI_MAIL_FROM": "a@b.jp"}, "GOMI_SMTP_URL"),
        ({**KEY, "GOMI_SMTP_URL": "smtp://m:port", "GOMI_MAIL_FROM": "a@b.jp"}, "GOMI_SMTP_URL"),
        ({**KEY, "GOMI_SMTP_URL": "http://m:80", "GOMI_MAIL_FROM": "a@b.jp"}, "GOMI_SMTP_URL"),
        ({"GOMI_SMTP_URL": "smtp://m", "GOMI_MAIL_FROM": "a@b.jp"}, "GOMI_SECRET_KEY"),
    ],
)
def test_half_of_the_settings_is_told_before_anything_starts(wrong, named):
    with pytest.raises(SettingsWrong, match=named):
        server_of(read(wrong))


def test_in_the_demonstration_a_letter_is_a_file_and_a_repeat_the_same_file(tmp_path):
    mail = FolderMail(tmp_path / "mail")

    mail.send(LETTER)
    mail.send(replace(LETTER, written_at=LETTER.written_at.replace(minute=5)))

    (path,) = (tmp_path / "mail").iterdir()
    assert path.suffix == ".eml"
    assert path.read_bytes() == as_bytes(
        replace(LETTER, written_at=LETTER.written_at.replace(minute=5)), "gomi@example.jp"
    )
