"""Pages of the old site become editions: old_page.py reads them, arrive.py puts them on the site."""
