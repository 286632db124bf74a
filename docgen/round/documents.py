"""What official documents state beside the list itself: numbers, dates, addressees, contacts."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from docgen.characters import as_name
from docgen.yaml_input import AS_WRITTEN, written_like

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
UnitName = Annotated[Text, AfterValidator(as_name)]
# A year typed wrongly (217, 20117) is caught here, before anything is counted from it.
Day = Annotated[
    datetime.date,
    Field(ge=datetime.date(2000, 1, 1), le=datetime.date(2099, 12, 31)),
    AS_WRITTEN,
]
# YAML has lists where the model has tuples; what is in them stays strict.
Texts = Annotated[tuple[Text, ...], Field(strict=False)]
SomeTexts = Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
# A single text may be written as it is, without a list around it.
OneOrMore = Annotated[
    Texts, BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)
]
CopyNumber = Annotated[
    str, written_like(r"\d{6}", '六位数字，加引号，如 "000001"', 'six digits, like "000001"')
]
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


class OfficialDocument(Section):
    """What the format of official documents has a place for (GB/T 9704-2012), each as needed.

    Attributes:
        format: The document format (文件格式, clause 7), the letter format (信函格式, 10.1), or
            plain for papers without a head, such as publicity notices.
        line_pitch: Line pitch in points, if it is not the one of 22 lines a page (5.2.3).
        issuers: Who issues it (7.3.5), the one in charge first; whoever it usually is if empty.
        mark: Issuer's mark (发文机关标志, 7.2.4), if it is not made of the issuers' names; each
            line of it if there are several, and last a 文件 that stands beside them, if any.
        number: Document number (发文字号, 7.2.5), such as 湘人社函〔2017〕246号.
        copy_number: Copy number (份号, 7.2.1): six digits.
        classification: Classification and its term (密级和保密期限, 7.2.2), such as 机密★1年.
        urgency: Degree of urgency (紧急程度, 7.2.3).
        signers: Who signed it for issue (签发人, 7.2.6); printed on documents to a higher body.
        title_lines: The title as its lines are to be broken (7.3.1); broken by sense if empty.
        sealed: Whether a seal is set on the signature (7.3.5.1), or none (7.3.5.2).
        remark: Remark (附注, 7.3.6), without its brackets.
        copies_to: Who gets a copy (抄送机关, 7.4.2), without punctuation.
        issuing_office: Who has it printed (印发机关, 7.4.3); the issuer's office if None.
        issuing_date: When it is printed (印发日期, 7.4.3); the day of its date if None.
    """

    format: Literal["document", "letter", "plain"] = "document"
    line_pitch: Annotated[float, Field(ge=26, le=36)] | None = None
    issuers: Texts = ()
    mark: OneOrMore = ()
    number: Text | None = None
    copy_number: CopyNumber | None = None
    classification: Text | None = None
    urgency: Literal["特急", "加急"] | None = None
    signers: Texts = ()
    title_lines: Texts = ()
    sealed: bool = True
    remark: Text | None = None
    copies_to: Texts = ()
    issuing_office: Text | None = None
    issuing_date: Day | None = None


class Notice(OfficialDocument):
    """The document that opened the round, which later documents name as their basis.

    Attributes:
        number: Document number (GB/T 9704-2012, 7.2.5), such as 湘人社函〔2017〕246号.
        title: Title without the issuer's name, such as 关于开展……的通知.
        date: Date of issue.
        addressees: Whom it is addressed to (主送机关), without the closing colon.
    """

    number: Text
    title: Text
    date: Day
    addressees: Texts = ()


class Determination(OfficialDocument):
    """What is particular to the document that awards the honour (认定文件).

    Attributes:
        number: Document number (GB/T 9704-2012, 7.2.5).
        date: Date of issue.
        addressees: Whom it is addressed to (主送机关), without the closing colon.
        validity: How long the honour lasts, as printed, such as 三年; None for no limit.
    """

    number: Text
    date: Day
    addressees: SomeTexts
    validity: Text | None = None


class Dispatch(Section):
    """What one bureau's own document bears.

    Attributes:
        number: Document number (发文字号, GB/T 9704-2012, 7.2.5).
        signers: Who signed it for issue (签发人, 7.2.6).
    """

    number: Text | None = None
    signers: Texts = ()


class Recommendation(OfficialDocument):
    """How the bureaus of a level recommend applicants to the level above (推荐请示).

    Attributes:
        date: Date of issue.
        bureaus: Number and signers of single bureaus' documents, by the bureau's name.
    """

    date: Day
    bureaus: Mapping[UnitName, Dispatch] = Field(default_factory=dict)

    def of(self, bureau: str) -> Self:
        """The document of one bureau, with its own number and signers."""
        own = self.bureaus.get(as_name(bureau), Dispatch())
        return self.model_copy(update=own.model_dump(exclude_unset=True))


class Revocation(OfficialDocument):
    """What is particular to the document that withdraws the honour (取消资格文件).

    Attributes:
        number: Document number (GB/T 9704-2012, 7.2.5).
        date: Date of issue.
        addressees: Whom it is addressed to (主送机关), without the closing colon.
    """

    number: Text
    date: Day
    addressees: SomeTexts
