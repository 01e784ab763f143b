"""What every floor stands on and that knows nothing of pacts."""
