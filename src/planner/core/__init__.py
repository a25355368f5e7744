"""What a plan is and what is to be said about it: no input, no output, no clock, no screen."""
