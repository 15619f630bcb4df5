"""The words of attached documents, read outside requests by a process of its own with limits."""
