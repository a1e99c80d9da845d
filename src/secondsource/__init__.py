"""Secondsource: a news article taken apart into claims, each beside its source, each verdict on record."""

__version__ = "0.1.0"
