"""Forms of surveys and interviews."""
