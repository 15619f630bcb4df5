"""What keeps the site safe, observable and recoverable; nothing here knows what an article says."""
