"""The draft of 基本工作和各项标准达标情况: figures said as the prose of an official application."""

from docgen.forms.summary.draft import SummaryDraft

__all__ = ["SummaryDraft"]
