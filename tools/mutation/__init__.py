"""Changes one thing in the code and asks whether a test notices."""
