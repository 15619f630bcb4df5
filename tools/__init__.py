"""What the Makefile calls. Only the standard library may be imported here: nothing is installed yet.

`catalogues` is the exception: it runs inside `.venv`.
"""
