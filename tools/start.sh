#!/bin/sh
# Starts a program: `sh tools/start.sh worker` runs src/worker.ts as it is. With NODE_ENV=production it runs what
# `npm run build` made of that, dist/worker.js, unless the source has changed since.
program=$1
shift
# As who starts it calls it.
name=${npm_lifecycle_event:-$program}

if [ "${NODE_ENV-}" != production ]; then
  exec node --import tsx "src/$program.ts" "$@"
fi

# A build writes it last.
bundle=dist/workflow-bundle.js
if [ ! -f "$bundle" ]; then
  echo "$name: NODE_ENV=production runs what was built, and dist holds no whole build: npm run build" >&2
  exit 1
fi

# Where the source was left behind, as in an image, dist is all there is.
newer=$(find src package-lock.json -newer "$bundle" 2>/dev/null | head -n 1)
if [ -n "$newer" ]; then
  echo "$name: NODE_ENV=production runs what was built, and $newer has changed since: npm run build" >&2
  exit 1
fi

exec node "dist/$program.js" "$@"
