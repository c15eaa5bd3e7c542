"""The settings: ONRECORD_ variables from the environment, a `.env` file or a folder of secrets."""

import os
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "ONRECORD_"

TELEGRAM = "https://api.telegram.org"


class SettingsError(ValueError):
    """A variable that is unknown or holds what it may not; the text is one line naming it."""


def _ids(value: object) -> object:
    """The numbers of a comma-separated list; what is not such a list is left for the check to refuse."""
    if not isinstance(value, str):
        return value
    return tuple(int(part) for part in value.split(",") if part.strip())


def _url(value: object) -> object:
    if isinstance(value, str):
        value = value.strip().rstrip("/")
        if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", value):
            raise ValueError("no web address")
        parts = urlsplit(value)
        if parts.port == 0 or not parts.hostname or "@" in parts.netloc:  # `port` is refused past 65535
            raise ValueError("no web address")
    return value


def _stripped(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


Ids = Annotated[tuple[int, ...], NoDecode, BeforeValidator(_ids)]
Url = Annotated[str, BeforeValidator(_url)]
Secret = Annotated[SecretStr, BeforeValidator(_stripped)]
Port = Annotated[int, Field(ge=1, le=65535)]


class Settings(BaseSettings):
    """All settings, checked, as `load_settings` builds them; each field is set by ONRECORD_ and its name.

    A field's description says what it holds; `may` in its schema says what it may hold, for errors.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    bot_token: Secret | None = Field(
        None,
        description="the bot's token from @BotFather; never shown",
        json_schema_extra={"may": "a token as @BotFather gives it: digits, a colon, letters and digits"},
    )
    bot_api_url: Url = Field(
        TELEGRAM,
        description="where the Bot API is served, such as http://127.0.0.1:8081 for a local Bot API server",
        json_schema_extra={"may": "an address that begins with http:// or https://"},
    )
    bot_test_environment: bool = Field(
        False,
        description="use Telegram's test servers (/bot<token>/test/<method>)",
        json_schema_extra={"may": "true or false"},
    )
    allowed_users: Ids = Field(
        (),
        description="ids of the people whom the bot answers; empty: everyone",
        json_schema_extra={"may": "whole numbers separated by commas"},
    )
    allowed_chats: Ids = Field(
        (),
        description="ids of the chats in which the bot answers; empty: all",
        json_schema_extra={"may": "whole numbers separated by commas"},
    )
    admins: Ids = Field(
        (),
        description="ids of the people who may add and remove articles by chat",
        json_schema_extra={"may": "whole numbers separated by commas"},
    )
    rate_limit: int = Field(
        20,
        ge=1,
        le=10_000,
        description="questions per minute that one person may ask",
        json_schema_extra={"may": "a whole number from 1 to 10000"},
    )
    webhook_url: Url | None = Field(
        None,
        description="the public address Telegram sends updates to; unset: long polling",
        json_schema_extra={"may": "an address that begins with https:// (http:// to a local server)"},
    )
    webhook_listen: str = Field(
        "127.0.0.1",
        description="the address the webhook is served on",
        json_schema_extra={"may": "an IP address or a host name"},
    )
    webhook_port: Port = Field(
        8443,
        description="the port that the webhook is served on",
        json_schema_extra={"may": "a port from 1 to 65535"},
    )
    webhook_secret: Secret | None = Field(
        None,
        description="what Telegram has to send with each update; required for a webhook; never shown",
        json_schema_extra={"may": "1 to 256 of the characters A-Z, a-z, 0-9, _ and -"},
    )
    webhook_cert: Path | None = Field(
        None,
        description="the certificate's file, if no proxy terminates TLS; together with WEBHOOK_KEY",
        json_schema_extra={"may": "the path of a file"},
    )
    webhook_key: Path | None = Field(
        None,
        description="the certificate's key; together with WEBHOOK_CERT",
        json_schema_extra={"may": "the path of a file"},
    )
    monitor_port: Port | None = Field(
        None,
        description="serves /health and /metrics on 127.0.0.1; unset: off",
        json_schema_extra={"may": "a port from 1 to 65535"},
    )
    archive: str | None = Field(
        None,
        description="the archive's folder, or the address of one on a cluster; unset: the platform's user"
        " data folder",
        json_schema_extra={"may": "the path of a folder, or opensearch://HOST:PORT[,HOST:PORT...]/NAME"},
    )
    archive_user: str | None = Field(
        None,
        description="the user that a cluster is asked as",
        json_schema_extra={"may": "a name"},
    )
    archive_password: Secret | None = Field(
        None,
        description="that user's password; never shown",
        json_schema_extra={"may": "any text"},
    )
    archive_ca: Path | None = Field(
        None,
        description="the certificate that signed a cluster's own; unset: those that the system trusts",
        json_schema_extra={"may": "the path of a file"},
    )
    state: Path | None = Field(
        None,
        description="the folder of the bot's memory, `bot.sqlite`; unset: the archive's",
        json_schema_extra={"may": "the path of a folder"},
    )
    site_url: Url | None = Field(
        None,
        description="where the site of `onrecord serve` is reached from outside, with its path if it has one;"
        " the bot links its passages there",
        json_schema_extra={"may": "an address that begins with http:// or https://"},
    )
    site_articles: Annotated[Literal["passages", "full"], BeforeValidator(_lower)] = Field(
        "passages",
        description="what the site shows of an article: the passages with quotations, or, for those who may,"
        " all of it (full)",
        json_schema_extra={"may": "passages or full"},
    )
    fetch_private: bool = Field(
        False,
        description="fetch from private, link-local and loopback addresses, too, where a redirect, a feed's"
        " entry or a chat names them; an address typed in a terminal is always fetched",
        json_schema_extra={"may": "true or false"},
    )
    language: Annotated[Literal["en"], BeforeValidator(_lower)] = Field(
        "en",
        description="the language the articles and questions are read in",
        json_schema_extra={"may": "en"},
    )
    log_level: Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(_lower)] = Field(
        "info",
        description="how much is logged; what people write is logged at debug only",
        json_schema_extra={"may": "debug, info, warning or error"},
    )
    log_format: Annotated[Literal["text", "json"], BeforeValidator(_lower)] = Field(
        "text",
        description="the format of log lines",
        json_schema_extra={"may": "text or json"},
    )
    finder: Annotated[Literal["auto", "model", "rules"], BeforeValidator(_lower)] = Field(
        "auto",
        description="what finds quotations in added articles; auto: the model if it can run, else rules",
        json_schema_extra={"may": "auto, model or rules"},
    )

    @field_validator("bot_token")
    @classmethod
    def _token_has_its_form(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"\d+:[A-Za-z0-9_-]{3,}", value.get_secret_value()):
            raise ValueError("no token")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret_has_its_form(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
            raise ValueError("no secret")
        return value

    @field_validator("webhook_cert", "webhook_key")
    @classmethod
    def _file_is_there(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_file():
            raise ValueError("no such file")
        return value

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> Self:
        if (self.webhook_cert is None) != (self.webhook_key is None):
            raise ValueError("set both ONRECORD_WEBHOOK_CERT and ONRECORD_WEBHOOK_KEY, or neither")
        if self.webhook_url is not None and self.webhook_secret is None:
            raise ValueError(
                "ONRECORD_WEBHOOK_SECRET is not set, but ONRECORD_WEBHOOK_URL needs it: "
                "1 to 256 of the characters A-Z, a-z, 0-9, _ and -"
            )
        if (
            self.webhook_url is not None
            and self.webhook_url.startswith("http:")
            and self.bot_api_url == TELEGRAM
        ):
            raise ValueError(
                f"ONRECORD_WEBHOOK_URL is {self.webhook_url!r}; Telegram sends updates to https:// only"
            )
        return self


def load_settings(*, env_file: Path | None = Path(".env"), secrets: Iterable[Path] | None = None) -> Settings:
    """The settings in force. The environment goes before `env_file`, which goes before the secrets folders.

    A secrets folder holds one file a variable, named as it in any case (`onrecord_bot_token`); unless
    given, /run/secrets and systemd's credentials folder are looked into. What is set to nothing counts
    as not set. Raises SettingsError, one line whatever is wrong.
    """
    if secrets is None:
        found = [Path("/run/secrets"), Path(os.environ.get("CREDENTIALS_DIRECTORY") or "/run/secrets")]
        secrets = dict.fromkeys(found)
    folders = [folder for folder in secrets if folder.is_dir()]
    env_file = env_file if env_file is not None and env_file.is_file() else None
    faults = _unknown(os.environ, "is set")
    for folder in folders:
        faults += _unknown({file.name: "" for file in folder.iterdir()}, f"is in {folder}")
    try:
        if env_file is not None:
            faults += _unknown(dotenv_values(env_file, encoding="utf-8"), f"is set in {env_file}")
        if faults:
            raise SettingsError("; ".join(faults))
        return Settings(_env_file=env_file, _secrets_dir=folders or None)
    except ValidationError as error:
        # The error carries the values, secret ones too, so it must not stay attached to what is raised.
        held = _held(error)
    except (OSError, UnicodeDecodeError) as error:
        held = [f"{env_file or 'a secret'} cannot be read: {error}"]
    raise SettingsError("; ".join(held))


def describe_settings() -> list[tuple[str, str, str]]:
    """Each variable with its default ("" where unset) and what it holds, in the order of the class."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default
        shown = "" if default in (None, ()) else str(default)
        if default is False:
            shown = "false"
        rows.append((variable(name), shown, field.description or ""))
    return rows


def variable(name: str) -> str:
    """The variable that sets the field `name`."""
    return PREFIX + name.upper()


def _unknown(held: Mapping[str, Any], where: str) -> list[str]:
    known = [variable(name) for name in Settings.model_fields]
    faults = []
    for name in sorted(held):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = get_close_matches(name.upper(), known, n=1, cutoff=0.7)
            hint = f"did you mean {near[0]}?" if near else "the variables are " + ", ".join(known)
            faults.append(f"{name} {where}, but there is no such setting; {hint}")
    return faults


def _held(error: ValidationError) -> list[str]:
    """One clause a fault: the variable, what it holds (secrets apart), what it may hold."""
    faults: dict[str, str] = {}
    for fault in error.errors(include_url=False):
        if not fault["loc"]:
            faults[""] = str(fault.get("ctx", {}).get("error", fault["msg"]))
            continue
        name = str(fault["loc"][0]).lower().removeprefix(PREFIX.lower())
        field = Settings.model_fields[name]
        extra = field.json_schema_extra
        may = extra["may"] if isinstance(extra, dict) else field.description
        secret = "SecretStr" in str(field.annotation)
        holds = f"is {_shown(fault['input'])}"
        if secret:
            holds = "has an invalid value (not shown, because it is secret)"
        if "no such file" in fault["msg"]:
            holds += ", which does not exist"
        faults.setdefault(name, f"{variable(name)} {holds}; it must be {may}")
    return list(faults.values())


def _shown(value: object) -> str:
    text = repr(value) if isinstance(value, str) else repr(str(value))
    return text if len(text) <= 80 else text[:77] + "...'"
