"""Writes all patients of the practice as CSV: name, date of birth, gender."""

import csv
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

URL = os.environ.get("CARETYPE_URL", "http://127.0.0.1:3000").rstrip("/")
KEY = os.environ.get("CARETYPE_API_KEY", "")


def pages(path, **query):
    """Yields the records of a list. The header `Link` has the address of the next page."""
    address = f"{URL}{path}?{urllib.parse.urlencode(query)}"
    while address:
        request = urllib.request.Request(address, headers={"Authorization": f"Bearer {KEY}"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            yield from json.load(answer)
            following = answer.headers.get("Link")
        address = URL + following.split(">")[0].lstrip("<") if following else None


try:
    table = csv.writer(sys.stdout)
    for patient in pages("/api/patients", sort="name", limit=200):
        table.writerow([patient["name"], patient["date_of_birth"], patient["gender"]])
except urllib.error.HTTPError as error:
    problem = json.load(error)
    sys.exit(f"{problem['code']}: {problem['detail']}")
except urllib.error.URLError as error:
    sys.exit(f"The server at {URL} could not be reached: {error.reason}. Start it with: npx -y pnpm@12 start")
