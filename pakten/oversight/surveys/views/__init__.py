"""The pages of surveys and interviews."""
