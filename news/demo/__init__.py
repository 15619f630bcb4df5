"""The demonstration's content: texts and names as data beside this file, and what puts them on a site."""
