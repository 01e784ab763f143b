"""The example pact: invented people and organisations, with dates relative to the day it is loaded.

Owns the content under `data/` and how it becomes rows; no page or action knows that it is there.
"""
