#!/bin/sh
# npm packs every page that is called README, and ours is for the repository. `put`, before npm packs, lays the one for
# backends in its place; `back`, after it, undoes that. When npm was interrupted in between, either may be run again.
set -e
kept=.cache/readme

case $1 in
  put)
    mkdir -p "$kept"
    for page in README.md README.ru.md; do
      # What was kept already is ours, and what lies here the other one.
      [ -e "$kept/$page" ] || mv "$page" "$kept/"
    done
    cp docs/package.md README.md
    ;;
  back)
    mv "$kept"/* .
    rmdir "$kept"
    ;;
esac
