"""What the program does, one module a subject; each exposes ``ACTIONS``, which ``tui.actions`` puts into the one table.

A reader would get wrong: dialogs are imported inside the act that shows them, since the first frame waits for whatever is imported here.
"""
