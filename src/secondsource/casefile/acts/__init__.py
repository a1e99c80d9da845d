"""What people do in a case: each act appends one event, or one for each claim, and makes the state follow.

``decisions`` are about one claim, ``batches`` about many at once; ``revisions`` change which claims and sources there
are; ``undoing`` takes any of it back.
"""
