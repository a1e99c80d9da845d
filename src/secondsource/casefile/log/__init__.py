"""The log of what people did: one event after another, each sealed by a hash that covers the one before.

``seal`` holds the formats, ``events`` reads and appends, ``reviewer`` says what a name may be.
"""
