# Times requests with python3: hundredths of a second that are left, uptime when they were, requests for each URL,
# URLs.
import os, socket, ssl, sys, time
from http.client import HTTPConnection
from urllib.parse import urlsplit

context = None


# One write, with an empty line before it: it may stand in the middle of a table.
def say(*words):
    os.write(1, ("\n" + " ".join(str(word) for word in words) + "\n").encode())


def uptime():
    try:
        with open("/proc/uptime") as file:
            return file.read().split()[0]
    except OSError:
        return "-"


# A start takes long in a throttled container.
begin = time.monotonic()
late = 0 if uptime() == "-" else max(0, float(uptime()) - float(sys.argv[2]))
room = int(sys.argv[1]) / 100 - late
deadline = begin + room - 0.03
requests = int(sys.argv[3])
urls = sys.argv[4:]


def reason(error):
    if isinstance(error, socket.timeout):
        return "ETIMEDOUT"
    if isinstance(error, socket.gaierror):
        return "ENOTFOUND" if error.errno == socket.EAI_NONAME else "EAI_AGAIN"
    if isinstance(error, ConnectionRefusedError):
        return "ECONNREFUSED"
    if isinstance(error, ConnectionResetError):
        return "ECONNRESET"
    return type(error).__name__


# All times are those since the request began.
def measure(number):
    global context
    url = urlsplit(urls[number])
    secure = url.scheme == "https"
    at = uptime()
    start = time.monotonic()
    name = connect = tls = first = status = error = "-"
    passed = lambda: "%.2f" % ((time.monotonic() - start) * 1000)
    link = None

    def limit():
        left = deadline - time.monotonic()
        if left <= 0:
            raise socket.timeout()
        link.settimeout(left)

    try:
        places = socket.getaddrinfo(url.hostname, url.port or (443 if secure else 80), 0, socket.SOCK_STREAM)
        name = passed()
        last = None
        for family, kind, protocol, _, address in places:
            link = socket.socket(family, kind, protocol)
            try:
                limit()
                link.connect(address)
                break
            except socket.timeout:
                raise
            except OSError as problem:
                link.close()
                last, link = problem, None
        if link is None:
            raise last
        connect = passed()
        if secure:
            context = context or ssl.create_default_context()
            limit()
            link = context.wrap_socket(link, server_hostname=url.hostname)
            tls = passed()
        connection = HTTPConnection(url.hostname, url.port or (443 if secure else 80))
        connection.sock = link
        path = url.path or "/"
        connection.request(
            "GET", path + ("?" + url.query if url.query else ""), headers={"User-Agent": "envaudit", "Connection": "close"}
        )
        limit()
        response = connection.getresponse()
        status = response.status
        first = passed()
        while response.read(65536):
            if time.monotonic() > deadline:
                raise socket.timeout()
    except Exception as problem:
        error = reason(problem)
    finally:
        if link is not None:
            link.close()
    say("!q", number, at, status, passed(), name, connect, tls, first, error)


# Spread over the window, so that a stall in it is not missed; late ones catch up.
def every():
    for turn in range(requests):
        for number in range(len(urls)):
            time.sleep(max(0, begin + room * 0.8 * turn / requests - time.monotonic()))
            if time.monotonic() > deadline - 0.02:
                return
            measure(number)


say("!f", uptime(), 1)
every()
