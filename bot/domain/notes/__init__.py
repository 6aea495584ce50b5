"""The reader of meeting notes: what was learned, what was promised, who gave what and who was there.

Where a rule lives, in the order in which a text passes them:

- what was pasted: `pages` (a wiki's page), `transcripts` (a call), `lines`, `markup` and `signs` (bullets, boxes,
  emphasis, pictures), `wrapping` (lines broken at a margin), `outline` and `sections` (titles and labels)
- who: `people` (what is a name), `attendees` and `attendee_names` (who was there), `owners` (whose a task is)
- what was promised: `task_rules` (which lines are tasks), `promises` (who will do what, in a sentence), `tables`,
  `follow_ups` (from words to a follow-up), `words` (the verbs of doing, and words that are no names)
- by when: `dates` (where the day stands), `due_rules` (how it is written), `days` (what it means), `next_meeting`
- what was learned and given: `prose` (sentence by sentence), `sentences`, `takeaways`, `thanks`

`reader` leads through them and `reading` is what comes out.
"""

from bot.domain.notes.dates import due_in
from bot.domain.notes.reader import read
from bot.domain.notes.reading import Contribution, FollowUp, Reading, Takeaway

__all__ = ["Contribution", "FollowUp", "Reading", "Takeaway", "due_in", "read"]
