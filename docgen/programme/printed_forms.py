"""How a programme calls its forms: in the names of their files, and in messages."""

from __future__ import annotations

from docgen.programme.standard.measures import Part, Text


class FormTexts(Part):
    """What a form is called.

    Attributes:
        annex: Which annex of the notice it is, such as 附件1; empty if it is none.
        title: Its title in the names of its files, such as 申报表.
        label: What staff call it; the title if not given.
        english: What English messages call it.
    """

    annex: str = ""
    title: Text
    label: str = ""
    english: Text

    @property
    def file(self) -> str:
        """The end of its files' names, such as 附件1_名额分配表."""
        return f"{self.annex}_{self.title}" if self.annex else self.title

    @property
    def colon(self) -> str:
        """What stands behind its annex where it is printed alone, as the source has it.

        In a notice's own annexes it falls away (GB/T 9704-2012, 7.3.7).
        """
        return "：" if self.annex else ""

    @property
    def heading(self) -> str:
        """Its annex with the colon, as it heads the form where that stands alone; may be empty."""
        return self.annex + self.colon

    def called(self, lang: str) -> str:
        """What messages call it, in Chinese or in English."""
        if lang != "zh":
            return self.english
        return " ".join(filter(None, (self.annex, self.label or self.title)))


class Forms(Part):
    """The forms of a programme.

    Attributes:
        quota_table: How many may be recommended.
        score_sheet: What an applicant scores itself by.
        application: What it applies with.
    """

    quota_table: FormTexts = FormTexts(title="名额分配表", english="quota table")
    score_sheet: FormTexts
    application: FormTexts
