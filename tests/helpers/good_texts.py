"""A text in which the gate finds nothing, in each language."""

GOOD = {
    "az": "<p>Müvəkkil dünən məktəbdə şagirdlərlə görüşüb və onların suallarını cavablandırıb.</p>",
    "en": "<p>The Commissioner met pupils at their school yesterday and answered their questions.</p>",
}
