"""Gender, as English pronouns have it."""

from enum import StrEnum


class Gender(StrEnum):
    """Which of he and she an article uses of somebody."""

    MALE = "male"
    FEMALE = "female"
