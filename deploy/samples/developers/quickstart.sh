#!/usr/bin/env bash
# Gets a token, records a completion, reads the passport and checks a credential. It needs bash, curl and sed.
#
#   ACADEMY=http://localhost:5000 CLIENT_ID=... CLIENT_SECRET=... LEARNER=CPA-... COURSE=... TRAINER=... DAY=2026-05-14 ./quickstart.sh
set -euo pipefail

# The first text of this name in a JSON answer.
field() { sed -n "s/^[^\"]*\(\"[^\"]*\"[^\"]*\)*\"$1\":\"\([^\"]*\)\".*/\2/p;q"; }

token=$(curl -sS --fail-with-body "$ACADEMY/connect/token" \
  -d grant_type=client_credentials -d client_id="$CLIENT_ID" -d client_secret="$CLIENT_SECRET" | field access_token)

recorded=$(curl -sS --fail-with-body "$ACADEMY/api/passport/v1/completions" \
  -H "Authorization: Bearer $token" -H "Idempotency-Key: quickstart-$LEARNER-$COURSE-$DAY" -H "Content-Type: application/json" \
  -d "{\"courseVersionId\":\"$COURSE\",\"trainerId\":\"$TRAINER\",\"completedOn\":\"$DAY\",\"learners\":[{\"academyNumber\":\"$LEARNER\"}]}")
learner=$(field learnerId <<<"$recorded")
entry=$(field entryId <<<"$recorded")
echo "recorded: $(field outcome <<<"$recorded")"

passport=$(curl -sS --fail-with-body "$ACADEMY/api/passport/v1/learners/$learner/passport" -H "Authorization: Bearer $token")
echo "passport: $(field academyNumber <<<"$passport")"

credential=$(curl -sS --fail-with-body "$ACADEMY/api/passport/v1/entries/$entry/credential" -H "Authorization: Bearer $token")
findings=$(curl -sS --fail-with-body "$ACADEMY/api/passport/v1/credentials/verify" -H "Content-Type: application/json" -d "{\"credential\":\"$credential\"}")
echo "credential: $findings"
