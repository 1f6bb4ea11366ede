"""The server of `newsfeed serve`: uvicorn, with the validator page beside the stories."""

import socket
from typing import Final

from uvicorn import Config, Server

from newsfeed.http.asgi import App
from newsfeed.http.validator import Validator

_GRACE: Final = 5
"""Seconds that responses have to end when the server is stopped."""


class _StoryServer(Server):
    """A uvicorn that ends the checks of the validator page before it waits for its responses."""

    def __init__(self, config: Config, validator: Validator | None) -> None:
        super().__init__(config)
        self._validator = validator

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the checks, and then everything else."""
        if self._validator is not None:
            self._validator.close()
        await super().shutdown(sockets)


def run_server(app: App, listener: socket.socket, validator: Validator | None) -> None:
    """Serve an app until SIGINT or SIGTERM.

    Args:
        app: the app.
        listener: the socket that accepts connections.
        validator: the validator page, or None.
    """
    config = Config(
        app,
        access_log=False,
        lifespan="off",
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
    )
    _StoryServer(config, validator).run(sockets=[listener])
