"""Serialisers: the same facts as JSON, schema, and other forms that others can carry."""
