"""Messages to people: every mail is stored in the outbox first and sent by a job.

Owns the outbox and its sending; what a message says is worded by the package that tells.
"""
