#!/bin/sh
# Makes those secrets that are missing, in the folder `secrets`, one file each; what is there stays.
#   sh deploy/make-secrets.sh
set -eu
cd "$(dirname "$0")/.."

# Nobody else on this machine gets into the folder. The files in it may be read by all: each program has a user of its
# own, and is given only the files that it needs.
mkdir -p secrets
chmod 700 secrets

# 32 bytes are beyond guessing; nothing reads a newline at the end as a part of the secret, or everything does.
random() { head -c 32 /dev/urandom | base64 | tr -d '\n'; }

make() {
  if [ -e "secrets/$1" ]; then
    echo "secrets/$1 is there"
  else
    printf %s "$2" >"secrets/$1"
    chmod 444 "secrets/$1"
    echo "secrets/$1 made"
  fi
}

make postgres-password "$(random)"
make gateway-tokens "$(random)"
make gateway-webhook-secrets "whsec_$(random)"
make codec-keys "$(date +%F):$(random)"
# Hexadecimal, since it becomes a part of an address.
make codec-server-tokens "$(head -c 32 /dev/urandom | od -An -v -t x1 | tr -d ' \n')"

if [ ! -e secrets/ticketscloud-api-key ]; then
  echo "secrets/ticketscloud-api-key is for you to write: the key that Ticketscloud gave you"
fi
