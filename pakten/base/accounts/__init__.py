"""People's accounts: how somebody signs in, by code or password, and the language they read.

Owns the account; does not know what roles it holds, those lie with pacts, organisations and people.
"""
