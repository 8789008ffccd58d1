"""A mail server (Debian's aiosmtpd) for the tests: tells each mail that it took on a line of its own, as JSON.

What it does with a mail is chosen by the recipient: unknown@ and full@ are refused when named, spam@ and busy@ after
the mail was given, greylisted@ the first time only; at before@ and after@ the connection is dropped once, before or
after the mail was taken.
"""
import argparse
import asyncio
import base64
import json
import logging
import ssl

from aiosmtpd.smtp import SMTP, AuthResult

logging.disable()
arguments = argparse.ArgumentParser()
arguments.add_argument("--certificate")
arguments.add_argument("--key")
arguments.add_argument("--starttls", action="store_true")
arguments.add_argument("--tls", action="store_true")
arguments.add_argument("--user")
arguments.add_argument("--password")
arguments.add_argument("--port", type=int, default=0)
arguments = arguments.parse_args()



class Handler:
    def __init__(self):
        self.seen = set()

    def first(self, name):
        if name in self.seen:
            return False
        self.seen.add(name)
        return True

    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("stranger@"):
            return "553 5.7.1 not your address"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "unknown":
            return f"550 5.1.1 <{address}> no such user"
        if name == "full":
            return f"452 4.2.2 <{address}> over quota"
        if name == "greylisted" and self.first(name):
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = envelope.rcpt_tos[0].split("@")[0]
        if name == "spam":
            return "554 5.7.1 looks like spam"
        if name == "busy":
            return "451 4.3.0 busy"
        if name == "before" and self.first(name):
            server.transport.abort()
            return "451 gone"
        print(json.dumps({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "mail": base64.b64encode(envelope.original_content).decode(),
            "encrypted": session.ssl is not None or arguments.tls,
            "user": session.auth_data.login.decode() if session.auth_data else None,
        }), flush=True)
        if name == "after" and self.first(name):
            server.transport.abort()
        return "250 2.0.0 Ok: queued as 4711"


def authenticate(server, session, envelope, mechanism, data):
    right = data.login.decode() == arguments.user and data.password.decode() == arguments.password
    return AuthResult(success=right, handled=False, auth_data=data if right else None)


async def main():
    context = None
    if arguments.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(arguments.certificate, arguments.key)
    handler = Handler()
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(
            handler,
            hostname="mail.test",
            tls_context=context if arguments.starttls else None,
            require_starttls=arguments.starttls,
            authenticator=authenticate if arguments.user else None,
            auth_required=arguments.user is not None,
            auth_require_tls=arguments.starttls,
            loop=asyncio.get_running_loop()),
        "127.0.0.1", arguments.port, ssl=context if arguments.tls else None)
    print(f"listening {server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


asyncio.run(main())
