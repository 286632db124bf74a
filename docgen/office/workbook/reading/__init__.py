"""What a workbook means."""
