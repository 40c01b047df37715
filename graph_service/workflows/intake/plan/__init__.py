"""What an import would change: pure functions over what holds and what the files say."""
