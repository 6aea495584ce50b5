"""Work out anew what the topics of topics.txt mean: `make topics`."""

from bot.matching import topics
from bot.matching.encoder import Encoder

topics.save(topics.make(Encoder().vector))
