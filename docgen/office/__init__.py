"""Files and formats: Word, Excel, the archive they share, PDF; nothing of the domain."""
