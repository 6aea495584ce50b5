"""Pictures that people begin a line with: those that say what the line is, and those that but adorn it."""

import re

LEARNED = r"💡|:bulb:|:light_bulb:"
PROMISED = r"📌|:pushpin:"
GIVEN = r"🙌|:raised_hands:|👏|:clap:"
PEOPLE = r"👥|:busts_in_silhouette:"
NUMBER = r"\d\u20e3|🔟|:(?:one|two|three|four|five|six|seven|eight|nine|keycap_ten):"
GLYPH = r"[\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\u200d\U0001f3fb-\U0001f3ff]?"
PICTURE = rf"(?:{GLYPH}|:[a-z0-9_+-]+:(?=\s))"
ANY = re.compile(rf"(?:{PICTURE}\s*)+(?=\S)")
ADORNMENT = re.compile(rf"(?:(?!{LEARNED}|{PROMISED}|{GIVEN}|{PEOPLE}){PICTURE}\s*)+(?=\S)")
