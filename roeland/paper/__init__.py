"""Lists to CSV, XLSX and ODS, tables from them, and documents to PDF."""
