"""Every change of a pact's shape; one module per thing that changes."""
