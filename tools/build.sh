#!/bin/sh
# Makes dist out of src, or what is named in place of it: npm run build [-- folder]
set -e
dist=${1-dist}
if [ -e "$dist" ] && [ ! -f "$dist/workflow-bundle.js" ] && [ "$dist" != dist ]; then
  echo "build: $dist is there, and nothing that was built: name another folder" >&2
  exit 1
fi
rm -rf "$dist"
# BUILD_FLAGS: the tests, whose types were checked before, have them left unchecked.
tsc -p tsconfig.build.json --outDir "$dist" ${BUILD_FLAGS-}
exec node --import tsx tools/finish-build.ts "$dist"
