"""The entity behind each mention, and the channel its words came by.

``sources`` is the way through: a source is ``named``, ``unnamed`` or several ``together``; ``known`` holds whom the
text has spoken of so far (``entities``); ``names``, ``people``, ``roles`` and ``institutions`` read the words of a
mention. ``channels`` reads how the words came (``channel_words``).
"""
