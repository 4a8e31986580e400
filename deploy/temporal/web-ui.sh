#!/bin/sh
# Starts Temporal's Web UI in its image, and tells it where browsers have payloads decrypted. Without sign-on it has no token to
# send, so the address holds one; the image takes it from the environment alone, where `docker inspect` must not find it.
#   TEMPORAL_CODEC_ENDPOINT=… CODEC_SERVER_TOKENS_FILE=… sh deploy/temporal/web-ui.sh
set -eu

: "${TEMPORAL_CODEC_ENDPOINT:?where browsers reach the codec server}"
: "${CODEC_SERVER_TOKENS_FILE:?a file with the tokens of the codec server, one a line}"

token=$(head -n 1 "$CODEC_SERVER_TOKENS_FILE")
# Several may stand on one line.
token=${token%%,*}
export TEMPORAL_CODEC_ENDPOINT="$TEMPORAL_CODEC_ENDPOINT/$token"
exec ./start-ui-server.sh
