"""Tables, the engine that owns every transaction, and the queries on them."""
