#!/bin/bash
# Run once by the postgres image on an empty data folder: a database and a role that owns it, per service.
set -euo pipefail
for file in /secrets/academy_*; do
  name=$(basename "$file")
  psql --set ON_ERROR_STOP=1 --username postgres --set name="$name" --set password="$(cat "$file")" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
done
