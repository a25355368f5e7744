"""Screens and dialogs; they return values to each other through the app."""
