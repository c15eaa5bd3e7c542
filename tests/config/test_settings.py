"""Settings: every variable of the list, what a bad one says, and that secrets stay secret."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import Settings, SettingsError, describe_settings, load_settings, variable

TOKEN = "123456789:AAExampleExampleExampleExample-_12345"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable of the machine, and no `.env` of the folder the tests run in, takes part."""
    for name in list(os.environ):
        if name.upper().startswith("ONRECORD_"):
            monkeypatch.delenv(name)
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_is_needed() -> None:
    settings = load_settings()
    assert settings.bot_token is None
    assert settings.bot_api_url == "https://api.telegram.org"
    assert settings.rate_limit == 20
    assert settings.allowed_users == settings.allowed_chats == settings.admins == ()
    assert settings.webhook_url is None
    assert settings.monitor_port is None
    assert settings.archive is None
    assert settings.state is None
    assert settings.finder == "auto"


@pytest.mark.parametrize(
    ("name", "held", "field", "value"),
    [
        ("BOT_API_URL", "http://127.0.0.1:8081/", "bot_api_url", "http://127.0.0.1:8081"),
        ("BOT_TEST_ENVIRONMENT", "true", "bot_test_environment", True),
        ("ALLOWED_USERS", "1, 22,333", "allowed_users", (1, 22, 333)),
        ("ALLOWED_CHATS", "-1001234567890", "allowed_chats", (-1001234567890,)),
        ("ADMINS", "7,", "admins", (7,)),
        ("RATE_LIMIT", "5", "rate_limit", 5),
        ("WEBHOOK_LISTEN", "0.0.0.0", "webhook_listen", "0.0.0.0"),
        ("WEBHOOK_PORT", "443", "webhook_port", 443),
        ("MONITOR_PORT", "9100", "monitor_port", 9100),
        ("ARCHIVE", "some/folder", "archive", "some/folder"),
        ("ARCHIVE", "opensearch://h:9200/a", "archive", "opensearch://h:9200/a"),
        ("ARCHIVE_USER", "reader", "archive_user", "reader"),
        ("ARCHIVE_CA", "ca.pem", "archive_ca", Path("ca.pem")),
        ("STATE", "some/folder", "state", Path("some/folder")),
        ("LANGUAGE", "EN", "language", "en"),
        ("LOG_LEVEL", "WARNING", "log_level", "warning"),
        ("LOG_FORMAT", "json", "log_format", "json"),
        ("FINDER", "rules", "finder", "rules"),
        ("RATE_LIMIT", "", "rate_limit", 20),
    ],
)
def test_environment(
    monkeypatch: pytest.MonkeyPatch, name: str, held: str, field: str, value: object
) -> None:
    monkeypatch.setenv("ONRECORD_" + name, held)
    assert getattr(load_settings(), field) == value


@pytest.mark.parametrize(
    ("name", "held", "message"),
    [
        (
            "RATE_LIMIT",
            "many",
            "ONRECORD_RATE_LIMIT is 'many'; it must be a whole number from 1 to 10000",
        ),
        ("RATE_LIMIT", "0", "ONRECORD_RATE_LIMIT is '0'; it must be a whole number from 1 to 10000"),
        ("ADMINS", "1,x", "ONRECORD_ADMINS is '1,x'; it must be whole numbers separated by commas"),
        ("MONITOR_PORT", "70000", "ONRECORD_MONITOR_PORT is '70000'; it must be a port from 1 to 65535"),
        ("LOG_LEVEL", "loud", "ONRECORD_LOG_LEVEL is 'loud'; it must be debug, info, warning or error"),
        ("LANGUAGE", "ru", "ONRECORD_LANGUAGE is 'ru'; it must be en"),
        ("FINDER", "magic", "ONRECORD_FINDER is 'magic'; it must be auto, model or rules"),
        (
            "BOT_API_URL",
            "api.telegram.org",
            (
                "ONRECORD_BOT_API_URL is 'api.telegram.org'; "
                "it must be an address that begins with http:// or https://"
            ),
        ),
        *(
            (
                "SITE_URL",
                value,
                f"ONRECORD_SITE_URL is {value!r}; it must be an address that begins with http:// or https://",
            )
            for value in (
                "https://[::1",
                "https://h:abc",
                "https://h:99999/x",
                "https://:8080",
                "https://u:pw@h",
            )
        ),
        (
            "BOT_TEST_ENVIRONMENT",
            "perhaps",
            "ONRECORD_BOT_TEST_ENVIRONMENT is 'perhaps'; it must be true or false",
        ),
        (
            "BOT_TOKEN",
            "hunter2",
            (
                "ONRECORD_BOT_TOKEN has an invalid value (not shown, because it is secret); "
                "it must be a token as @BotFather gives it: digits, a colon, letters and digits"
            ),
        ),
        (
            "WEBHOOK_SECRET",
            "not allowed!",
            (
                "ONRECORD_WEBHOOK_SECRET has an invalid value (not shown, because it is secret); "
                "it must be 1 to 256 of the characters A-Z, a-z, 0-9, _ and -"
            ),
        ),
        (
            "WEBHOOK_URL",
            "https://bot.example/hook",
            (
                "ONRECORD_WEBHOOK_SECRET is not set, but ONRECORD_WEBHOOK_URL needs it: "
                "1 to 256 of the characters A-Z, a-z, 0-9, _ and -"
            ),
        ),
        (
            "WEBHOOK_CERT",
            "no/such.pem",
            ("ONRECORD_WEBHOOK_CERT is 'no/such.pem', which does not exist; it must be the path of a file"),
        ),
        (
            "RATELIMIT",
            "3",
            "ONRECORD_RATELIMIT is set, but there is no such setting; did you mean ONRECORD_RATE_LIMIT?",
        ),
    ],
)
def test_one_clear_error(monkeypatch: pytest.MonkeyPatch, name: str, held: str, message: str) -> None:
    monkeypatch.setenv("ONRECORD_" + name, held)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert str(caught.value) == message


def test_plain_http_webhook_needs_a_server_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_WEBHOOK_URL", "http://10.0.0.5/hook")
    monkeypatch.setenv("ONRECORD_WEBHOOK_SECRET", "s3cret")
    with pytest.raises(SettingsError, match="https:// only"):
        load_settings()
    monkeypatch.setenv("ONRECORD_BOT_API_URL", "http://127.0.0.1:8081")
    assert load_settings().webhook_url == "http://10.0.0.5/hook"


def test_certificate_without_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "cert.pem").write_text("a certificate")
    monkeypatch.setenv("ONRECORD_WEBHOOK_CERT", str(tmp_path / "cert.pem"))
    with pytest.raises(SettingsError, match="set both ONRECORD_WEBHOOK_CERT and ONRECORD_WEBHOOK_KEY"):
        load_settings()


def test_all_faults_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_RATE_LIMIT", "many")
    monkeypatch.setenv("ONRECORD_LOG_LEVEL", "loud")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "ONRECORD_RATE_LIMIT" in str(caught.value)
    assert "ONRECORD_LOG_LEVEL" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_where_a_value_comes_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "onrecord_bot_token").write_text(TOKEN + "\n")
    (secrets / "onrecord_rate_limit").write_text("1")
    (secrets / "another_programs_secret").write_text("x")
    (tmp_path / ".env").write_text("ONRECORD_RATE_LIMIT=2\nONRECORD_LOG_FORMAT=json\nOTHER=x\n")
    monkeypatch.setenv("ONRECORD_LOG_FORMAT", "text")
    settings = load_settings(secrets=[secrets])
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.rate_limit == 2
    assert settings.log_format == "text"


def test_credentials_of_systemd(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "onrecord_bot_token").write_text(TOKEN + "\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    token = load_settings().bot_token
    assert token is not None
    assert token.get_secret_value() == TOKEN


def test_unknown_names_in_files(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ONRECORD_BOT_TOKN=1:abc\n")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "ONRECORD_BOT_TOKN is set in .env" in str(caught.value)
    assert "did you mean ONRECORD_BOT_TOKEN?" in str(caught.value)
    (tmp_path / ".env").unlink()
    (tmp_path / "onrecord_tokenn").write_text("x")
    with pytest.raises(SettingsError, match="onrecord_tokenn is in"):
        load_settings(secrets=[tmp_path])


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"ONRECORD_LOG_LEVEL=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"\.env cannot be read"):
        load_settings()


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("ONRECORD_WEBHOOK_SECRET", "a-secret-word")
    settings = load_settings()
    for shown in (repr(settings), str(settings), settings.model_dump_json(), repr(settings.model_dump())):
        assert TOKEN not in shown
        assert "a-secret-word" not in shown


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=4, max_size=50))
def test_a_bad_token_is_never_shown(held: str) -> None:
    held = "!" + held
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_BOT_TOKEN", held)
        with pytest.raises(SettingsError) as caught:
            load_settings()
    error: BaseException | None = caught.value
    while error is not None:
        assert held not in str(error)
        error = error.__cause__ or error.__context__


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        setattr(load_settings(), "rate_limit", 3)  # noqa: B010


def test_every_setting_is_described() -> None:
    rows = describe_settings()
    assert [row[0] for row in rows] == [variable(name) for name in Settings.model_fields]
    assert all(held for _, _, held in rows)
