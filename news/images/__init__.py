"""From an upload to what readers download: reading it safely, keeping it once, making its sizes."""
