"""Makes the model files of ``tagger`` from annotated articles. Needs the extra ``train``; nothing else imports it."""
