"""Gets a token, records a completion, reads the passport and checks a credential. Python 3.9 or later, nothing else.

ACADEMY=http://localhost:5000 CLIENT_ID=... CLIENT_SECRET=... LEARNER=CPA-... COURSE=... TRAINER=... DAY=2026-05-14 python3 quickstart.py
"""
import json
import os
import urllib.parse
import urllib.request

academy = os.environ["ACADEMY"].rstrip("/")


def ask(path, body=None, **headers):
    """A GET, or a POST where there is a body. An answer that is not 2xx raises HTTPError; its body says how to put it right."""
    if isinstance(body, (dict, list)):
        body, headers["Content-Type"] = json.dumps(body), "application/json"
    request = urllib.request.Request(academy + path, body.encode() if body else None, {k.replace("_", "-"): v for k, v in headers.items()})
    with urllib.request.urlopen(request) as answer:
        return answer.read().decode()


token = json.loads(ask("/connect/token", urllib.parse.urlencode({
    "grant_type": "client_credentials", "client_id": os.environ["CLIENT_ID"], "client_secret": os.environ["CLIENT_SECRET"]})))["access_token"]
bearer = {"Authorization": f"Bearer {token}"}

learner, course, day = os.environ["LEARNER"], os.environ["COURSE"], os.environ["DAY"]
recorded = json.loads(ask("/api/passport/v1/completions", {
    "courseVersionId": course, "trainerId": os.environ["TRAINER"], "completedOn": day, "learners": [{"academyNumber": learner}],
}, Idempotency_Key=f"quickstart-{learner}-{course}-{day}", **bearer))["completions"][0]
print("recorded:", recorded["outcome"])

passport = json.loads(ask(f"/api/passport/v1/learners/{recorded['learnerId']}/passport", **bearer))
print("passport:", passport["academyNumber"], len(passport["entries"]), "entries")

credential = ask(f"/api/passport/v1/entries/{recorded['entryId']}/credential", **bearer)
findings = json.loads(ask("/api/passport/v1/credentials/verify", {"credential": credential}))
print("credential:", json.dumps(findings))
