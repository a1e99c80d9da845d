"""What reads hostile files, a module for each kind, run by ``reading.apart`` in a process of its own.

Each has ``read(data, options)``, which returns what JSON can write; ``reading/apart.py`` says more.
"""
