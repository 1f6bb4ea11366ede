"""A small client of Chromium's DevTools protocol, over a pipe: JSON messages that end with NUL."""

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections import deque
from pathlib import Path
from typing import Any, Final, Self

Message = dict[str, Any]
Responses = dict[str, tuple[str, bytes]]
"""Media type and bytes, by address. Pages, feeds and pictures come from here; Chromium has no other network."""

_PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome")
_FLAGS: Final = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--remote-debugging-pipe",
)
# Chromium reads the protocol from descriptor 3 and writes it to 4; both may be in use here.
_START: Final = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
os.dup2(ends[0], 3)
os.dup2(ends[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
_TIMEOUT: Final = 30.0
_ICON: Final = "/favicon.ico"
"""What Chromium asks for by itself, now and then."""


def find_chromium() -> str | None:
    """Return the path of the browser, or None if there is none."""
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), None)


class DevToolsError(RuntimeError):
    """Chromium refuses a command, or does not answer."""


class Browser:
    """A running Chromium without a window.

    Args:
        program: the path of Chromium.
    """

    def __init__(self, program: str) -> None:
        self._profile = tempfile.TemporaryDirectory(prefix="newsfeed-chromium-", ignore_cleanup_errors=True)
        child_reads, self._input = os.pipe()
        self._output, child_writes = os.pipe()
        command = [sys.executable, "-c", _START, str(child_reads), str(child_writes), program, *_FLAGS]
        self._process = subprocess.Popen(
            [*command, f"--user-data-dir={self._profile.name}", "about:blank"],
            pass_fds=(child_reads, child_writes),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(child_reads)
        os.close(child_writes)
        self._rest = b""
        self._messages: deque[Message] = deque()
        self._last_id = 0
        self._pages: dict[str, Page] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """End Chromium."""
        try:
            self.call("Browser.close")
        except (DevToolsError, OSError):
            self._process.kill()
        self._process.wait(_TIMEOUT)
        os.close(self._input)
        os.close(self._output)
        self._profile.cleanup()

    def open(
        self, responses: Responses, address: str, *, server: str = "", scripts: bool = True, **look: Any
    ) -> "Page":
        """Open an address in a new tab and wait until it has loaded.

        Args:
            responses: everything that the page may load.
            address: the address of the page; it is one of the responses, or of the server.
            server: the address of a server that the page may load from besides; "" for none.
            scripts: False to run no script of the page; `Page.evaluate` works nevertheless.
            look: the arguments of `Page.look`, set before the page loads.
        """
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        page = self._pages[session] = Page(self, target, session, responses, server)
        page.enable()
        page.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        page.look(**look)
        page.load(address)
        return page

    def forget(self, session: str) -> None:
        """Deliver no more events to a page."""
        self._pages.pop(session, None)

    def call(self, method: str, parameters: Message | None = None, session: str | None = None) -> Message:
        """Send a command and return its result; events that come first are delivered to their pages."""
        identifier = self.send(method, parameters, session)
        end = time.monotonic() + _TIMEOUT
        while True:
            message = self._receive(end, method)
            if message.get("id") == identifier:
                if "error" in message:
                    raise DevToolsError(f"{method}: {message['error']['message']}")
                result: Message = message["result"]
                return result
            self._deliver(message)

    def send(self, method: str, parameters: Message | None = None, session: str | None = None) -> int:
        """Send a command without waiting for its result; return its number."""
        self._last_id += 1
        message: Message = {"id": self._last_id, "method": method, "params": parameters or {}}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._input, data) :]
        return self._last_id

    def wait_for_event(self, page: "Page", name: str) -> None:
        """Deliver events until this one has come for the page."""
        end = time.monotonic() + _TIMEOUT
        while name not in page.events:
            self._deliver(self._receive(end, name))

    def _deliver(self, message: Message) -> None:
        page = self._pages.get(message.get("sessionId", ""))
        if page is not None and "method" in message:
            page.receive(message["method"], message["params"])

    def _receive(self, end: float, purpose: str) -> Message:
        while not self._messages:
            ready, _, _ = select.select([self._output], [], [], max(0.0, end - time.monotonic()))
            data = os.read(self._output, 1 << 20) if ready else b""
            if not data:
                raise DevToolsError(f"no answer from Chromium to {purpose}")
            *whole, self._rest = (self._rest + data).split(b"\0")
            self._messages.extend(json.loads(part) for part in whole)
        return self._messages.popleft()


class Page:
    """A tab.

    Args:
        browser: the browser.
        target: Chromium's id of the tab.
        session: the id of the session with it.
        responses: everything that the page may load.
        server: the address of a server that the page may load from besides; "" for none.

    Attributes:
        complaints: errors and warnings of the console, and exceptions.
        requests: every address that was asked for, with the page's own, in order.
        events: the names of the events since the last call of `load`.
    """

    def __init__(self, browser: Browser, target: str, session: str, responses: Responses, server: str = "") -> None:
        self._browser = browser
        self._target = target
        self._session = session
        self._responses = responses
        self._server = server
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.events: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._browser.forget(self._session)
        self._browser.call("Target.closeTarget", {"targetId": self._target})

    def call(self, method: str, **parameters: Any) -> Message:
        """Send a command to the tab and return its result."""
        return self._browser.call(method, parameters, self._session)

    def enable(self) -> None:
        """Ask for all events, and for each request before it is sent."""
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        self.call("Fetch.enable", patterns=[{"urlPattern": "*"}])
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)

    def load(self, address: str) -> None:
        """Go to an address and wait until it has loaded."""
        self.events.clear()
        self.call("Page.navigate", url=address)
        self._browser.wait_for_event(self, "Page.loadEventFired")

    def press(self, key: str, *, text: str = "", code: int) -> None:
        """Press a key.

        Args:
            key: its name, such as `Tab`.
            text: the text that it types, such as a line end for Enter.
            code: its code in Windows, which Chromium goes by.
        """
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, text=text, windowsVirtualKeyCode=code)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    def submit(self, button: str) -> None:
        """Press Enter on a button, and wait until the page that follows has loaded."""
        self.evaluate(f"document.querySelector({json.dumps(button)}).focus()")
        self.events.clear()
        self.press("Enter", text="\r", code=13)
        self._browser.wait_for_event(self, "Page.loadEventFired")

    def download(self, button: str) -> None:
        """Press Enter on a button, and wait until the file that follows is saved."""
        self.evaluate(f"document.querySelector({json.dumps(button)}).focus()")
        self.events.clear()
        self.press("Enter", text="\r", code=13)
        self._browser.wait_for_event(self, "Page.downloadProgress.completed")

    def choose_file(self, field: str, path: Path) -> None:
        """Choose a file in a form."""
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=field)["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=node, files=[str(path)])

    def receive(self, method: str, parameters: Message) -> None:
        """Take an event."""
        self.events.add(f"{method}.{parameters['state']}" if method == "Page.downloadProgress" else method)
        if method == "Fetch.requestPaused":
            self._respond(parameters["requestId"], parameters["request"]["url"])
        elif method == "Log.entryAdded" and parameters["entry"]["level"] in ("error", "warning"):
            self.complaints.append(parameters["entry"]["text"])
        elif method == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "warning", "assert"):
            self.complaints.append(str(parameters["args"]))
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(parameters["exceptionDetails"]["text"])

    def _respond(self, request: str, address: str) -> None:
        if address.endswith(_ICON):
            self._browser.send("Fetch.fulfillRequest", {"requestId": request, "responseCode": 204}, self._session)
            return
        self.requests.append(address)
        if self._server and address.startswith(self._server):
            self._browser.send("Fetch.continueRequest", {"requestId": request}, self._session)
            return
        if address not in self._responses:
            parameters: Message = {"requestId": request, "errorReason": "BlockedByClient"}
            self._browser.send("Fetch.failRequest", parameters, self._session)
            return
        media_type, data = self._responses[address]
        parameters = {
            "requestId": request,
            "responseCode": 200,
            "responseHeaders": [{"name": "Content-Type", "value": media_type}],
            "body": base64.b64encode(data).decode(),
        }
        self._browser.send("Fetch.fulfillRequest", parameters, self._session)

    def look(self, *, width: int = 1280, height: int = 900, dark: bool = False, media: str = "") -> None:
        """Set the size of the window in CSS pixels, the colour scheme, and `print` as the medium; nothing moves."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", **size)
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.call("Emulation.setEmulatedMedia", media=media, features=features)

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, or of its promise."""
        parameters = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        result = self.call("Runtime.evaluate", **parameters)
        if "exceptionDetails" in result:
            raise DevToolsError(str(result["exceptionDetails"].get("exception", result["exceptionDetails"])))
        return result["result"].get("value")

    def screenshot(self, path: Path, *, height: int, top: int = 0) -> None:
        """Write a part of the page, as wide as the window, as a PNG.

        Args:
            path: the path of the file.
            height: the height of the part in CSS pixels; less if the page ends before.
            top: the distance of the part from the top of the page.
        """
        width, end = self.evaluate("[innerWidth, document.documentElement.scrollHeight]")
        clip = {"x": 0, "y": top, "width": width, "height": min(height, end - top), "scale": 1}
        image = self.call("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(image["data"]))

    def pdf(self) -> bytes:
        """Return the page as it is printed."""
        printed = self.call("Page.printToPDF", printBackground=False, preferCSSPageSize=True)
        return base64.b64decode(printed["data"])
