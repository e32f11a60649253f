"""The portfolio as a workbook or as CSV files: layout, then cells and texts, writing, reading."""
