"""Has the files that nobody has read yet read after an upload."""

from news.images.background import Background

background = Background("read_attachments")
