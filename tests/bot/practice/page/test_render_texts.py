"""Slack's texts as HTML: mrkdwn, mentions, links, dates, emoji, plain text, Markdown."""

import pytest

from tests.bot.practice.page.gallery import MARKDOWN, mrkdwn, plain, section
from tests.bot.practice.page.rendering import Page, message, renderer, shown


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* _soft_ ~gone~ `x = 1`", "<strong>bold</strong> <em>soft</em> <s>gone</s> <code>x = 1</code>"),
        ("*bold _and soft_*", "<strong>bold <em>and soft</em></strong>"),
        ("snake_case_name 2*3*4 a~b~c", "snake_case_name 2*3*4 a~b~c"),
        ("* not bold * and *\n*", "* not bold * and *\n*"),
        ("`*as is* :tada:`", "<code>*as is* :tada:</code>"),
        ("before\n```\n*x*\n  y\n```\nafter", "before<pre>*x*\n  y</pre>after"),
        (
            "said:\n&gt; one *two*\n&gt;three\nafter",
            "said:<blockquote>one <strong>two</strong>\nthree</blockquote>after",
        ),
        ("• a\n• b\n1. c", "• a\n• b\n1. c"),
        ("Q&amp;A &lt;b&gt; &amp;lt;", "Q&amp;A &lt;b&gt; &amp;lt;"),
        ("<@U0PRIYA0000> asks", '<span class="mention">@Priya Nair</span> asks'),
        ("<@U0MAYA00000|maya>", '<span class="mention mention-own">@Maya Fernandes</span>'),
        ("<#C0PRACTICE02|sales>", '<a class="mention" href="/as/maya/C0PRACTICE02">#sales</a>'),
        ("<!here>", '<span class="mention mention-own">@here</span>'),
        (":bulb: :raised_hands: :+1: :flag-de: :no_such_thing:", "💡 🙌 👍 🇩🇪 :no_such_thing:"),
        (":+1::skin-tone-4: at 10:30:15", "👍🏽 at 10:30:15"),
    ],
)
def test_mrkdwn_reads_as_in_slack(text: str, html: str) -> None:
    assert shown(text) == html


@pytest.mark.parametrize(
    ("text", "address", "label"),
    [
        ("<https://a.example/x?a=1&amp;b=2|A &amp; B :tada:>", "https://a.example/x?a=1&b=2", "A & B 🎉"),
        ("<mailto:ada@a.example|Ada>", "mailto:ada@a.example", "Ada"),
        ("see https://a.example/x_y_z.", "https://a.example/x_y_z", "see https://a.example/x_y_z."),
        ("*<https://a.example/*|bold>*", "https://a.example/*", "bold"),
    ],
)
def test_links_open_elsewhere_and_tell_nothing_of_here(text: str, address: str, label: str) -> None:
    page = Page(shown(text))
    assert page.one("a") == {"href": address, "target": "_blank", "rel": "noopener noreferrer"}
    assert page.text == label


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//a.example"])
def test_what_is_no_web_address_is_only_text(address: str) -> None:
    assert shown(f"<{address}|click>") == "click"


def test_a_private_channel_is_named_only_to_its_members() -> None:
    assert "#sales-leads" in shown("<#C0PRACTICE06>", "sofia")
    assert shown("<#C0PRACTICE06>", "priya") == '<span class="mention">private channel</span>'


def test_a_group_is_named_and_marked_for_its_members() -> None:
    app = renderer("lena")
    [group] = app._workspace.usergroups.values()
    mention = app.message(message(text=f"<!subteam^{group.id}>"))
    assert '<span class="mention mention-own">@learning-partners</span>' in mention


@pytest.mark.parametrize(
    ("moment", "pattern", "text"),
    [
        (1795507200, "{date_short} at {time}", "Nov 24, 2026 at 09:00"),
        (1795507200, "{date_short_pretty} at {time}", "Today at 09:00"),
        (1795507200, "due {date_pretty}", "due today"),
        (1795593600, "{date_long_pretty}", "Tomorrow"),
        (1795420800, "{date_pretty}", "Yesterday"),
        (1795680000, "{date_long_pretty}", "Thursday, November 26th, 2026"),
        (1795680000, "{day_divider_pretty}", "Thursday, November 26th"),
        (1795680000, "{date_num} {date_slash} {time_secs}", "2026-11-26 26/11/2026 09:00:00"),
        (1795680000, "{date} or {date_long_full}", "November 26 or November 26, 2026"),
        (1795680000, "{date_long}", "Thursday, November 26th, 2026"),
        (1795503600, "{ago}", "1 hour ago"),
        (1795680000, "{ago} {unknown}", "in 2 days {unknown}"),
    ],
)  # fmt: skip
def test_dates_are_in_the_zone_and_the_day_of_the_reader(moment: int, pattern: str, text: str) -> None:
    assert Page(shown(f"<!date^{moment}^{pattern}|then>")).text == text


def test_a_date_differs_with_the_reader_and_may_link() -> None:
    token = "<!date^1795507200^{date_short_pretty} {time}^https://a.example/|then>"
    assert Page(shown(token, "yuki")).text == "Today 17:00"
    assert Page(shown(token, "omar")).one("a")["href"] == "https://a.example/"
    assert Page(shown(token)).one("time") == {"datetime": "2026-11-24T09:00:00"}


@pytest.mark.parametrize("body", ["!date^soon^{date}", "!date^99999999999999^{date}", "!date^1"])
def test_what_is_no_date_shows_its_fallback(body: str) -> None:
    assert shown(f"<{body}|then>") == "then"


def test_plain_text_has_no_mark_up() -> None:
    html = renderer().message(message({"type": "header", "text": plain("*a* <@U0MAYA00000> https://a.example :tada:")}))
    assert '<h3 class="block block-header">*a* &lt;@U0MAYA00000&gt; https://a.example 🎉</h3>' in html


def test_verbatim_text_and_text_without_emoji_stay_as_they_are() -> None:
    verbatim = {**mrkdwn("https://a.example *b*"), "verbatim": True}
    html = renderer().message(message({"type": "section", "text": verbatim}))
    assert "https://a.example <strong>b</strong>" in html
    html = renderer().message(message({"type": "section", "text": {**plain(":tada:"), "emoji": False}}))
    assert ":tada:" in html


def test_the_markdown_block_reads_as_markdown_without_html_or_pictures() -> None:
    hostile = "\n\n<b onclick=x>raw</b> ![cat](https://a.example/cat.png) [x](javascript:alert)"
    page = Page(renderer().message(message({"type": "markdown", "text": MARKDOWN + hostile})))
    tags = {tag for tag, _ in page.elements}
    assert {"h4", "strong", "em", "s", "a", "code", "ul", "ol", "blockquote", "pre", "table"} <= tags
    assert not {"b", "img", "h1"} & tags
    assert all(link["rel"] == "noopener noreferrer" for link in page.all("a"))


def test_rich_text_with_an_unknown_run_shows_its_text() -> None:
    run = {"type": "citation", "text": "as said"}
    html = renderer().message(message({"type": "rich_text", "elements": [section("so: ", run)]}))
    assert "so: as said" in html


def test_a_message_can_be_typed_again() -> None:
    typed = renderer().typed("<@U0PRIYA0000> see <#C0PRACTICE02|sales> &amp; <https://a.example/x>")
    assert typed == "@Priya Nair see #sales & https://a.example/x"


def test_titles_and_reactions_are_characters() -> None:
    app = renderer()
    assert (app.plain(plain("Q&amp;A :tada:")), app.plain(None)) == ("Q&A 🎉", "")
    assert (app.emoji("bulb"), app.emoji("mystery")) == ("💡", ":mystery:")
