"""What others have checked and published: ClaimReview records from a file or a feed, and Google's Fact Check Tools API.

``open_feed`` reads the one, ``ask`` asks the other, and only when it is called: the words of a claim go out with it.
Both give ``Review``s. What they cannot use raises ``secondsource.model.UnusableInput``.
"""

from secondsource.reading.factchecks.feed import Feed, open_feed
from secondsource.reading.factchecks.review import Review, canonical
from secondsource.reading.factchecks.service import SERVICE, Answer, Service, ask, question

__all__ = ["SERVICE", "Answer", "Feed", "Review", "Service", "ask", "canonical", "open_feed", "question"]
