"""Words, stems and the index in which things are found."""
