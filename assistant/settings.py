"""The one reader of the environment."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

Classification = Literal["PUBLIC", "INTERNAL", "CONFIDENTIAL", "RESTRICTED"]


def default_home() -> Path:
    """``.pmo`` at the root of a checkout, otherwise the user's data folder."""
    checkout = Path(__file__).resolve().parent.parent
    inside = (checkout / "pyproject.toml").is_file() and (checkout / "knowledge").is_dir()
    return checkout / ".pmo" if inside else user_data_path("pmo-assistant", appauthor=False)


class Settings(BaseSettings):
    """Everything that can be set, read once; secrets never show in its text."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    home: Path = Field(default_factory=default_home, validation_alias="PMO_HOME")
    database_url: str | None = Field(default=None, repr=False, validation_alias="PMO_DATABASE_URL")
    chroma_url: str | None = Field(default=None, repr=False, validation_alias="PMO_CHROMA_URL")
    model: str = Field(default="offline", validation_alias="PMO_MODEL")
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, repr=False, validation_alias="OPENAI_BASE_URL")
    model_timeout_seconds: float = Field(default=60.0, gt=0, validation_alias="PMO_MODEL_TIMEOUT")
    model_max_classification: Classification = Field(
        default="INTERNAL", validation_alias="PMO_MODEL_MAX_CLASSIFICATION"
    )
    fixed_today: date | None = Field(default=None, validation_alias="PMO_TODAY")

    @property
    def url(self) -> str:
        """The database: the one that is set, or a SQLite file in the home."""
        return self.database_url or f"sqlite:///{self.home / 'pmo.db'}"
