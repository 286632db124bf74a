"""Workbook templates: compiled once, rendered often."""
