"""Lists to CSV, XLSX and ODS, and tables from them."""
