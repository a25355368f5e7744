"""The user's configuration, keys and themes, as data; nothing here knows Textual."""
