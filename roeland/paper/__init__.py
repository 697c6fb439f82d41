"""Lists to CSV, XLSX and ODS."""
