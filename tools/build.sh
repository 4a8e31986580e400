#!/bin/sh
# Makes dist out of src, or another folder: `sh tools/build.sh [folder]`.
set -e
dist=${1-dist}
rm -rf "$dist"
tsc -p tsconfig.build.json --outDir "$dist"
exec node --import tsx tools/finish-build.ts "$dist"
