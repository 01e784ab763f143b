"""A pact is the tenant: PostgreSQL row-level security under the ORM, and the context it asks for.

Owns the app role, the policies and `pact_context`; does not know what a pact is or who asks.
"""
