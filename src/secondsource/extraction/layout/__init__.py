"""How a text is laid out: ``text`` (words, sentences), ``quotations`` (what marks enclose), ``furniture``, ``lead``.

``layout`` holds it all together, and is what every other step reads. ``words`` has the small words of English, and
``language`` tells whether a text is English.
"""
