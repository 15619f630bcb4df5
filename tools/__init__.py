"""What the Makefile calls. Only the standard library may be imported here: nothing is installed yet.

`catalogues` and `draw_demo_images` (with `drawing`) are the exceptions: they run inside `.venv`.
"""
