#!/bin/sh
# Checks the alert rules, and runs their tests: sh tools/check-alerts.sh [promtool]
# promtool comes with Prometheus; on Debian with the package `prometheus`.
promtool=${1:-promtool}
if ! command -v "$promtool" >/dev/null; then
  echo "check-alerts: expected promtool on the PATH, or its path as the argument: apt-get install prometheus" >&2
  exit 1
fi
cd "$(dirname "$0")/../deploy/prometheus" || exit
"$promtool" check rules alerts.yaml && "$promtool" test rules alerts.test.yaml
