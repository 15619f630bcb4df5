"""The demo's content: texts and names as data beside this file, and the code that puts them on a site."""
