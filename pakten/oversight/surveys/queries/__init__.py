"""Page-shaped reads of surveys and interviews."""
