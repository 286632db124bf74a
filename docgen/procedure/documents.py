"""What official documents state beside the list itself: numbers, dates, addressees, contacts."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# A year typed wrongly (217, 20117) is caught here, before anything is counted from it.
Day = Annotated[datetime.date, Field(ge=datetime.date(2000, 1, 1), le=datetime.date(2099, 12, 31))]
# YAML has lists where the model has tuples; what is in them stays strict.
Texts = Annotated[tuple[Text, ...], Field(strict=False)]
SomeTexts = Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
Days = Annotated[tuple[Day, ...], Field(strict=False)]


class Section(BaseModel):
    """A part of the round's file: no unknown keys, no silent conversions, no later change."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Contact(Section):
    """Where a bureau is reached, as its publicity notice states it.

    Attributes:
        phone: Telephone number with area code.
        address: Postal address.
        fax: Fax number.
        email: E-mail address.
        postcode: Six digits.
        persons: Names of the persons in charge.
    """

    phone: Text
    address: Text
    fax: Text | None = None
    email: Text | None = None
    postcode: Text | None = None
    persons: Texts = ()


class Notice(Section):
    """The document that opened the round, which later documents name as their basis.

    Attributes:
        number: Document number (GB/T 9704-2012, 7.2.5), such as 湘人社函〔2017〕246号.
        title: Title without the issuer's name, such as 关于开展……的通知.
        date: Date of issue.
    """

    number: Text
    title: Text
    date: Day


class Determination(Section):
    """What is particular to the document that awards the honour (认定文件).

    Attributes:
        number: Document number (GB/T 9704-2012, 7.2.5).
        date: Date of issue.
        addressees: Whom it is addressed to (主送机关), without the closing colon.
        validity: How long the honour lasts, as printed, such as 三年; None for no limit.
        remark: Remark (附注, GB/T 9704-2012, 7.3.6), without its brackets.
        copies_to: Who gets a copy (抄送机关), without punctuation.
    """

    number: Text
    date: Day
    addressees: SomeTexts
    validity: Text | None = None
    remark: Text | None = None
    copies_to: Texts = ()


def official_date(day: datetime.date) -> str:
    """A date as official documents print it: 2017年9月5日.

    Arabic digits, the full year, month and day unpadded (GB/T 9704-2012, 7.3.5.4).
    """
    return f"{day.year}年{day.month}月{day.day}日"
