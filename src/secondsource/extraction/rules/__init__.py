"""What can be seen without a model: verbs and phrases that attribute.

``attributions`` is the way through: ``verb_rules`` (with ``before_rules`` and ``after_rules``) and ``phrase_rules``
propose, ranks decide, ``quoted_speech`` follows the quotations. They lean on ``clauses``, ``noun_phrases``, ``verbs``
and ``content``, and on the word lists of ``cues``; ``reasons`` has each rule's words and precision, and a ``proposal``
is what comes out. The tagger reads the proposals too: who changes a rule makes the models again.
"""
