"""Pages of the old site become editions: old_page.py reads them, import_edition.py puts them on the site."""
