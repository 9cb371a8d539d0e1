"""Files as offices send them (CSV, XLSX, XLSM, ODS, Parquet), each opened as one table of text."""
