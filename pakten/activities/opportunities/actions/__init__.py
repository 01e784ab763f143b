"""Every change of an opening, a placement or an import; one module per thing that changes."""
