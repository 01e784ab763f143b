"""Every change of surveys and interviews."""
