"""What opens above the desk: each is imported when it is first opened."""
