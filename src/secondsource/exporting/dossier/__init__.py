"""The dossier: a whole case on one page, for an editor, a lawyer or a reader who has never seen the program.

``page`` writes it as HTML, ``markdown`` as Markdown. What it says stands in modules that know neither: ``summary``
(what the top needs to know of all claims), ``told`` (an article, a claim), ``evidence`` and ``deeds`` (what is told of
it), ``words`` (what the terms mean), ``marks`` (where the claims stand in the text). ``parts`` are what sentences are
made of; each of the two forms turns them into its own.
"""
