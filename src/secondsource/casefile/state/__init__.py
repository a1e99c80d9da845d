"""What the log amounts to: where each claim stands, which claims are listed, who the sources are.

All of it can be made again from the articles, their extractions and the log; ``verify`` does, and compares.
"""
