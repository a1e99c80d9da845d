"""What people do in a case: each act appends one event and makes the state follow it.

``decisions`` are about one claim; ``revisions`` change which claims and sources there are.
"""
