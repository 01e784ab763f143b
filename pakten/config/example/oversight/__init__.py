"""What the example pact knows of itself: aims, checks, equality, surveys, value and annual reports.

Owns rows of the example alone; everything here looks at what the rest of the example has made.
"""
