"""A small load generator: keep-alive connections, bounded in count and time, loopback only."""

import re
import socket
import statistics
import threading
import time
from dataclasses import dataclass, field

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
QUERIES = re.compile(rb'\r\nserver-timing:[^\r]*db;dur=([\d.]+);desc="(\d+)"', re.IGNORECASE)


@dataclass
class Reply:
    """One response: its status, the bytes of its body as sent, and what its page cost."""

    status: int
    body: bytes
    queries: int | None


@dataclass
class Measured:
    """What a page did under load; times in milliseconds."""

    times: list[float] = field(default_factory=list)
    wrong: int = 0
    seconds: float = 0.0

    @property
    def p50(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20)[-1]

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds


class Line:
    """One keep-alive connection to the server."""

    def __init__(self, port: int, cookie: str) -> None:
        self.port = port
        self.head = f"Host: 127.0.0.1:{port}\r\nAccept-Language: sv\r\nCookie: {cookie}\r\n\r\n"
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path: str) -> Reply:
        self.socket.sendall(f"GET {path} HTTP/1.1\r\n{self.head}".encode())
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _blank, body = received.partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        if length is None:
            raise RuntimeError(f"{path}: a response without Content-Length")
        while len(body) < int(length[1]):
            body += self._more()
        cost = QUERIES.search(head)
        return Reply(int(head[9:12]), body, int(cost[2]) if cost else None)

    def close(self) -> None:
        self.socket.close()

    def _more(self) -> bytes:
        part = self.socket.recv(65536)
        if not part:
            raise ConnectionError("the server closed the connection")
        return part


def measure(
    port: int, path: str, cookie: str, *, clients: int, requests: int, seconds: float
) -> Measured:
    """Ask for a page from several clients at once, until the count or the time is reached."""
    result, lock = Measured(), threading.Lock()
    deadline = time.perf_counter() + seconds

    def ask() -> None:
        line = Line(port, cookie)
        times, wrong = [], 0
        for _ in range(requests // clients):
            begun = time.perf_counter()
            wrong += line.get(path).status != 200
            now = time.perf_counter()
            times.append((now - begun) * 1000)
            if now > deadline:
                break
        line.close()
        with lock:
            result.times += times
            result.wrong += wrong

    threads = [threading.Thread(target=ask) for _ in range(clients)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    result.seconds = time.perf_counter() - begun
    return result
