"""The articles of the sample case, written for it.

The first tells a real event of June 2021 in our own words; quotation marks hold only short fragments that were really
said. The places, people and outlets of the others are invented.
"""
