#!/bin/sh
# Brings PostgreSQL to the schema of this Temporal release: makes the two databases if they are missing, sets up and
# updates their tables. The tool carries its schemas, so the two cannot be of different releases. May be run again at any
# time, and goes on where an earlier run was interrupted; before an upgrade it is run with the new release's tool.
#   POSTGRES_HOST=… POSTGRES_USER=… POSTGRES_PASSWORD_FILE=… sh deploy/temporal/schema.sh
set -eu

: "${POSTGRES_HOST:?the host of PostgreSQL}"
: "${POSTGRES_USER:?a user who may create databases, or owns those that exist}"
: "${POSTGRES_PASSWORD_FILE:?a file that holds the password of POSTGRES_USER}"

# Read from the environment by the tool: an argument would be seen in the list of processes.
SQL_PASSWORD=$(cat "$POSTGRES_PASSWORD_FILE")
export SQL_PASSWORD

tool() {
  database=$1
  shift
  "${SQL_TOOL:-temporal-sql-tool}" --plugin postgres12 --endpoint "$POSTGRES_HOST" --port "${POSTGRES_PORT:-5432}" \
    --user "$POSTGRES_USER" --database "$database" "$@"
}

prepare() {
  echo "schema: database $1"
  # Answers well for a database that is there.
  tool "$1" create-database
  # The table that holds the version; a version that is there already stays.
  tool "$1" setup-schema --version 0.0
  tool "$1" update-schema --schema-name "postgresql/v12/$2"
}

prepare temporal temporal
prepare temporal_visibility visibility
