"""What the environment or `.env` says; read once, at the edge, when the program starts."""

from pathlib import Path
from typing import Annotated

from pydantic import SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """The installation's settings; every name is described in `.env.example`."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_api_url: str = "https://slack.com/api/"
    database_url: str = "sqlite:///touchpoint.db"
    touchpoint_lnd_channel: str = ""
    touchpoint_lnd_partners: Annotated[tuple[str, ...], NoDecode] = ()
    touchpoint_templates: Path | None = None
    touchpoint_keys: Path | None = None
    touchpoint_fail_at: str = ""
    log_level: str = "INFO"

    @field_validator("touchpoint_lnd_partners", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("touchpoint_templates", "touchpoint_keys", mode="before")
    @classmethod
    def _absent(cls, value: object) -> object:
        return value or None
