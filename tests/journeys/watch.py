"""What no page of a journey may do, whatever the test looks at: it is told when the test ends."""

from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Page, Request, Response

from tests.journeys.server import Server


@dataclass
class Watch:
    """Listens to pages: errors in the console (broken policies too), 5xx, foreign addresses."""

    server: Server
    faults: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: script: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        refused = "the server responded with a status of 4" in message.text
        if message.type in {"error", "warning"} and not refused:
            self.faults.append(f"console: {message.text} at {message.location.get('url')}")

    def _asked(self, request: Request) -> None:
        own = (f"{self.server.address}/", "data:", "blob:", "about:", "chrome")
        if not request.url.startswith(own):
            self.faults.append(f"third party: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            words = self.server.last_words()
            self.faults.append(
                f"{response.request.method} {response.url}: {response.status}\n{words}"
            )


def told(faults: list[str]) -> None:
    """Fail with everything that was seen, each thing once."""
    assert not faults, "\n".join(["", *dict.fromkeys(faults)])
