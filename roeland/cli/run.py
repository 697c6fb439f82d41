"""What `make run` does: set up, load the demonstration, serve, and say where to go."""

import argparse
import time

from django.conf import settings
from django.db import connections

from roeland.cli import serve, setup
from roeland.demo import loading

arguments = serve.arguments


def run(options: argparse.Namespace) -> None:
    """Set up what is not set up yet, then serve until asked to stop."""
    started = time.monotonic()
    setup.prepare()
    if settings.DEMO and not loading.is_loaded():
        print("Loading the demonstration, half a minute …", flush=True)
        loading.load(say=lambda text: print(f"  {text}", flush=True))
    guests = loading.guests() if settings.DEMO else []
    connections.close_all()
    serve.serve(options, ready=lambda: welcome(options.port, guests, time.monotonic() - started))


def welcome(port: int, guests: list[tuple[str, str]], seconds: float) -> None:
    """Print where to go, and as whom to sign in."""
    address = f"http://localhost:{port}"
    print(f"\nRoeland is open on {address}  (started in {seconds:.1f} s, stop with Ctrl+C)")
    if guests:
        print(f"Sign in as one of the fictional people of Groep Gent: {address}/demo/")
        for name, role in guests:
            print(f"  {name:<24} {role}")
    print("", flush=True)
