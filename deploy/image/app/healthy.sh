#!/bin/bash
# Succeeds where http://127.0.0.1:PORT/PATH answers 200. The runtime image has no curl, and does not need one for this.
# Usage: healthy.sh PORT PATH
exec 2>/dev/null
exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3
IFS= read -r -t 3 line <&3
[[ $line == 'HTTP/1.'[01]' 200'* ]]
