"""What the claims are: ``narrator`` finds the statements that are nobody's, ``speech`` tells words from thoughts.

``checkable`` tells a fact from an opinion, a prediction, a question or a demand. ``speech_words``, ``checkable_words``
and ``checkable_marks`` hold the words that tell.
"""
