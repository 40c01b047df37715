"""One connection: how long its other end may take to say what it asks for, and to take the
answer.
"""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 15.0
"""The head of a request is there by then, counted from its first byte, or a new connection's
beginning."""
TAKE_SECONDS = 60.0
"""The client takes some of a waiting answer within that time."""
_TOO_SLOW = b"The head of a request came too slowly."


class Connection(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, which of itself waits for ever for a head and for whoever
    takes no answer.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        """Made by the server, for each connection."""
        super().__init__(*given, **named)
        self._head_timer: asyncio.TimerHandle | None = None
        self._take_timer: asyncio.TimerHandle | None = None
        self._heard = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """From now on a head is awaited."""
        super().connection_made(transport)
        self._time_head()

    def data_received(self, data: bytes) -> None:
        """Something came: part of a head, the end of one, or part of a body."""
        self._heard = True
        super().data_received(data)
        self._time_head()

    def on_response_complete(self) -> None:
        """The answer is written and waits to be taken; the next head may begin."""
        self._heard = False
        super().on_response_complete()
        self._time_taking()

    def pause_writing(self) -> None:
        """More is written than the other end has taken."""
        super().pause_writing()
        self._time_taking()

    def resume_writing(self) -> None:
        """Enough of it was taken for more to be written."""
        super().resume_writing()
        if self._take_timer is not None:
            self._take_timer.cancel()
            self._take_timer = None
        self._time_taking()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is awaited any more."""
        super().connection_lost(exc)
        for timer in (self._head_timer, self._take_timer):
            if timer is not None:
                timer.cancel()

    def _time_head(self) -> None:
        if self.conn.their_state is not h11.IDLE or self.transport.is_closing():
            if self._head_timer is not None:
                self._head_timer.cancel()
                self._head_timer = None
        elif self._head_timer is None:
            self._head_timer = self.loop.call_later(HEAD_SECONDS, self._give_up_head)

    def _give_up_head(self) -> None:
        """Say so, unless nothing came at all: browsers open connections beforehand, and take no
        answer to nothing.
        """
        if self.transport.is_closing():
            return
        if self._heard and self.conn.our_state is h11.IDLE:
            head = h11.Response(
                status_code=408, headers=[("content-type", "text/plain"), ("connection", "close")]
            )
            for event in (head, h11.Data(data=_TOO_SLOW), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _time_taking(self) -> None:
        """Look again in a while at what is not taken yet."""
        waiting = self.transport.get_write_buffer_size()
        if waiting and self._take_timer is None:
            self._take_timer = self.loop.call_later(TAKE_SECONDS, self._look_at_taking, waiting)

    def _look_at_taking(self, waiting: int) -> None:
        """Cut off who has taken nothing since."""
        self._take_timer = None
        if self.transport.get_write_buffer_size() >= waiting:
            self.transport.abort()
        else:
            self._time_taking()
