"""From what the tagger and the rules see to what stands.

``joining`` states who is heard first. ``within_sentences`` ends contents where their sentence ends. ``flattened``, with
``speaker_starts`` and ``missed``, is for texts whose commas and line breaks are lost, which the tagger never learned.
"""
