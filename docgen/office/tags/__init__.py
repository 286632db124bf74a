"""The language of tags, which is the same in Word and in workbook templates."""
