# shellcheck shell=bash
# What an operator does with the ledger as a whole; only workers are asked, no gateway leads there.

ledger() {
	[ "${1:-}" = rebuild ] && [ $# -eq 1 ] || die "ledger knows 'rebuild' only; './dibbs help' says what it does."
	need_curl
	need_jdk
	local name answer="" TOKEN="" TOKEN_AT=0
	for name in $(instances orchestrator "$WORKERS"); do
		make_token "$name"
		if answer=$(ask_worker "$name" ledger/rebuild -X POST); then break; fi
		answer=""
	done
	[ -n "$answer" ] || die "no worker takes it; './dibbs status' says which ones run, their logs why."
	say "The ledger is emptied and made anew from the events."
	wait_for_ledger "$name"
}

ask_worker() { # NAME PATH CURL-OPTIONS...: prints its answer, fails where there is none or an error
	local TLS_OPTIONS
	tls_options "$1"
	# The token comes by the standard input: arguments are seen by everybody on this machine.
	printf '%s\n' "${TOKEN:+Dibbs-Internal-Token: $TOKEN}" |
		curl -sf -m 15 --noproxy '*' -H @- "${TLS_OPTIONS[@]}" "${@:3}" "$(scheme_of "$1")://127.0.0.1:$(port_of "$1")/$2"
}

# What a worker knows an operator by, in TOKEN, where it asks: one counts for a minute.
make_token() { # NAME
	local jar
	share_secret
	if [ -z "${INTERNAL_SECRET:-}${INTERNAL_SECRET_FILE:-}" ]; then return 0; fi
	if [ -n "$TOKEN" ] && [ $((SECONDS - TOKEN_AT)) -lt 30 ]; then return 0; fi
	for jar in "$DATA/app/$1"/dibbs-*.jar; do
		TOKEN=$("$JDK/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$jar" org.dibbs.orchestration.keys.WorkerTokenCommand) ||
			die "no token for the workers could be made."
	done
	TOKEN_AT=$SECONDS
}

wait_for_ledger() { # NAME: until it has everything that was told; an outage of the database or of Kafka is waited for
	local state behind told=$SECONDS
	while :; do
		make_token "$1"
		state=$(ask_worker "$1" ledger || true)
		case $state in
			*'"up_to_date":true'*) break ;;
		esac
		alive "$1" || die "$1 has ended; another worker goes on with the ledger, './dibbs status' says which ones run."
		if [ $((SECONDS - told)) -ge 5 ]; then
			told=$SECONDS
			behind=$(member_of events_behind "$state")
			say "  events still to be read: ${behind:-unknown}"
		fi
		sleep 0.5
	done
	say "The ledger is up to date and has $(member_of submissions "$state") submissions."
}

member_of() { # NAME JSON -> the number that the member has
	sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p" <<<"$2"
}
