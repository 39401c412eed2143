"""Settings are read once, typed, and documented where the operator looks."""

from pathlib import Path

import pytest

import gomi
from gomi.settings import CHECKOUT, SettingsWrong, read, shown, unknown_lines
from gomi.settings_table import TABLE, as_markdown

KEY = "k" * 32
GUIDE = Path(gomi.__file__).parent.parent / "docs" / "operations.md"


def test_the_operators_guide_and_the_table_agree():
    assert as_markdown() in GUIDE.read_text(encoding="utf-8")


def test_without_any_setting_the_checkout_serves_itself():
    settings = read({})

    assert settings.database_url == "sqlite:///var/gomi.sqlite3"
    assert (settings.data_dir, settings.lexicon_dir) == (CHECKOUT / "data", CHECKOUT / "data/lexicon")
    assert (settings.secret_keys, settings.demo, settings.unknown) == ((), False, ())


def test_the_lexicon_stays_the_checkouts_wherever_the_towns_are():
    settings = read({"GOMI_DATA_DIR": "/srv/towns"})

    assert (settings.data_dir, settings.lexicon_dir) == (Path("/srv/towns"), CHECKOUT / "data/lexicon")


def test_names_of_others_are_left_alone_and_our_unknown_ones_reported():
    settings = read({"HOME": "/root", "GOMI_BASEURL": "x", "GOMI_LINE_MIHON_TOKEN": "x"})

    assert settings.unknown == ("GOMI_BASEURL", "GOMI_LINE_MIHON_TOKEN")
    assert "もしかして GOMI_BASE_URL" in next(iter(unknown_lines(settings)))


def test_a_towns_keys_are_found_by_its_id():
    settings = read({"GOMI_LINE_HIGASHI_MIHON_CHANNEL_ID": "123", "GOMI_STRIPE_MIHON_API_KEY": "sk"})

    assert settings.get("GOMI_LINE_<M>_CHANNEL_ID", "higashi-mihon") == "123"
    assert settings.get("GOMI_STRIPE_<M>_API_KEY", "mihon") == "sk"
    assert settings.get("GOMI_STRIPE_<M>_API_KEY", "higashi-mihon") == ""


def test_two_keys_are_accepted_while_one_takes_over_from_the_other():
    assert read({"GOMI_SECRET_KEY": f"{KEY}1, {KEY}2"}).secret_keys == (f"{KEY}1", f"{KEY}2")


@pytest.mark.parametrize(
    "wrong",
    [
        {"GOMI_SECRET_KEY": "short"},
        {"GOMI_SECRET_KEY": f"{KEY},{KEY},{KEY}"},
        {"GOMI_DEMO": "yes"},
        {"GOMI_BASE_URL": "gomi.example.jp"},
        {"GOMI_DEMO": "1", "GOMI_LINE_MIHON_CHANNEL_ID": "123"},
        {"GOMI_DEMO": "1", "GOMI_STRIPE_MIHON_API_KEY": "sk"},
    ],
)
def test_what_cannot_be_used_is_said_before_anything_starts(wrong):
    with pytest.raises(SettingsWrong) as said:
        read(wrong)

    assert len(said.value.problems) == 1
    assert "short" not in str(said.value)


def test_everything_wrong_is_said_at_once():
    with pytest.raises(SettingsWrong) as said:
        read({"GOMI_SECRET_KEY": "short", "GOMI_DEMO": "yes", "GOMI_BASE_URL": "x"})

    assert len(said.value.problems) == 3


def test_a_towns_keys_may_stand_in_its_own_file_and_the_environment_comes_first(tmp_path):
    (tmp_path / "higashi-mihon.toml").write_text(
        'GOMI_LINE_HIGASHI_MIHON_CHANNEL_ID = "file"\nGOMI_STRIPE_HIGASHI_MIHON_API_KEY = "file"\n'
    )

    settings = read({"GOMI_SECRETS_DIR": str(tmp_path), "GOMI_STRIPE_HIGASHI_MIHON_API_KEY": "environment"})

    assert settings.get("GOMI_LINE_<M>_CHANNEL_ID", "higashi-mihon") == "file"
    assert settings.get("GOMI_STRIPE_<M>_API_KEY", "higashi-mihon") == "environment"


@pytest.mark.parametrize(
    "content", ['GOMI_LINE_OTHER_CHANNEL_ID = "1"', 'GOMI_DATABASE_URL = "x"', "= broken"]
)
def test_a_towns_file_holds_its_own_keys_and_nothing_else(tmp_path, content):
    (tmp_path / "mihon.toml").write_text(content)

    with pytest.raises(SettingsWrong, match=r"mihon\.toml"):
        read({"GOMI_SECRETS_DIR": str(tmp_path)})


def test_no_secret_is_ever_shown():
    secret = {each.of("mihon"): f"secret-{'x' * 32}" for each in TABLE if each.secret}
    addresses = {
        "GOMI_DATABASE_URL": "postgresql://gomi:secret-p@db/gomi",
        "GOMI_SMTP_URL": "smtp://u:secret-q@m",
    }
    settings = read({**secret, **addresses})

    text = "\n".join("\t".join(row) for row in shown(settings)) + repr(settings)

    assert "secret-" not in text
    assert "postgresql://…@db/gomi" in text
