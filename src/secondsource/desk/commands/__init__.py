"""What each action of the registry does, a file for each of its groups; ``app.Desk`` is all of them together."""
