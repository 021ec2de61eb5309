#!/usr/bin/env bash
# Sends a gateway that runs already requests that nobody thought of, made from its OpenAPI document, right ones and wrong
# ones, and says which answers are not what the document promises. It stores and deletes configs there: use a stack made for it.
# The tool is fetched from PyPI once, into the build folder.
#
#   deploy/local/fuzz/run.sh [URL] [SECONDS]      http://127.0.0.1:8080/orchestration and 120, unless said otherwise
#
# Where callers need a key, API_KEY is one with the scopes of all that is to be tried.
set -euo pipefail

URL=${1:-http://127.0.0.1:${GATEWAY_PORT:-8080}/orchestration}
SECONDS_EACH=$((${2:-120} / 2))
VERSION=4.32.5
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
FOLDER=$(dirname "$HERE")/target/fuzz
TOOL=$FOLDER/venv-$VERSION/bin/schemathesis

if [ ! -x "$TOOL" ]; then
	command -v python3 >/dev/null || {
		echo "fuzz: python3 (3.10 or newer, with venv) is missing; install it with your system's packages." >&2
		exit 1
	}
	python3 -m venv "$FOLDER/venv-$VERSION"
	"$FOLDER/venv-$VERSION/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$VERSION"
fi

# Where the tool leaves its cache and report.
cd "$FOLDER"
# Those it knows, and the two for what is too long.
cat >schemathesis.toml <<'CONFIG'
[checks]
negative_data_rejection.expected-statuses = ["400", "401", "403", "404", "405", "406", "409", "414", "415", "422", "428", "429", "431"]
CONFIG
export SCHEMATHESIS_HOOKS=fuzz_hooks PYTHONPATH=$HERE PYTHONDONTWRITEBYTECODE=1
key=()
[ -z "${API_KEY:-}" ] || key=(--header "X-API-Key: $API_KEY")
# Whether a request without a key is refused can be asked only where it is.
excluded=positive_data_acceptance,use_after_free
[ -n "${API_KEY:-}" ] || excluded=$excluded,ignored_auth
failed=""
for accept in '*/*' application/problem+json; do
	echo "== $URL with Accept: $accept, $SECONDS_EACH s"
	# Left out: positive_data_acceptance, because a request can fit the schema and still name a config or a building block
	# that there is none of; use_after_free, because the versions of a config outlive it.
	"$TOOL" run "$URL/openapi.json" --url "$URL" --header "Accept: $accept" ${key[@]+"${key[@]}"} --max-time "$SECONDS_EACH" \
		--checks all --exclude-checks "$excluded" --continue-on-failure \
		--request-timeout 60 --report junit --report-junit-path "report-${accept//[^a-z]/}.xml" || failed=yes
done
[ -z "$failed" ]
