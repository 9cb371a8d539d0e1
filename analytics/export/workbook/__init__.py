"""Documents as Excel workbooks: their numbers as cells, their drawings as native charts of those cells."""
