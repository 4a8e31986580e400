#!/bin/sh
# Runs the time-skipping server from the jars beside it; the argument is the port.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
# exec, because the SDK ends only its direct child; the options, because it gives the server five seconds to answer.
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
  -cp "$here/lib/*" io.temporal.testserver.TestServer "$@"
