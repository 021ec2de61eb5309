# shellcheck shell=bash
# What an operator is told of the stack.

where() { # KIND COUNT: a line for each
	local name
	for name in $(instances "$1" "$2"); do printf '  %-13s http://127.0.0.1:%s\n' "$name" "$(port_of "$name")"; done
}

tell_callers() {
	case ${AUTHENTICATION:-none} in
		none) echo "OPEN: whoever can call 127.0.0.1 may do everything (--auth asks for keys)" ;;
		oidc) echo "need a token of ${OIDC_ISSUER:-an issuer}" ;;
		*) echo "need a key: DIBBS_API_KEY=\$(./dibbs keys create)" ;;
	esac
}

announce() { # SECONDS
	local at="http://127.0.0.1:$GATEWAY_PORT" sandbox=none
	case $(needed) in *sandbox*) sandbox="http://127.0.0.1:$SANDBOX_PORT" ;; esac
	say "DIBBs is up after $1 s."
	say
	where gateway "$GATEWAYS"
	where orchestrator "$WORKERS"
	cat <<TEXT
  sandbox       $sandbox
  Kafka         ${KAFKA_BOOTSTRAP_SERVERS:-127.0.0.1:$KAFKA_PORT}
  telemetry     $([ "$COLLECTOR" = answers ] && echo "to $(collector_address)" ||
		echo "not exported, no Collector answers at $(collector_address)")
$(tell_watchers)
  logs          $LOGS
  callers       $(tell_callers)

A first message:

  ./dibbs send deploy/local/samples/ecr.xml

or without the script:

  { printf '{"message_type":"fhir","data_type":"fhir","config_file_name":"sample-fhir-test-config.json","message":'
    cat $ROOT/deploy/local/samples/fhir.json; printf '}'; } |
    curl -H 'Content-Type: application/json' --data-binary @- $at/process-message

TEXT
}

status() {
	need_curl
	local name pid state all=0 age
	printf '%-15s %-9s %-6s %-7s %-9s %s\n' process pid port MB state since
	for name in $ALL; do
		pid=$(noted "$name" pid) age=""
		if alive "$name"; then
			state=starting
			if ready "$name"; then state=up; elif ! is_watcher "$name"; then all=1; fi
			age=$(($(date +%s) - $(noted "$name" started)))
			age="$((age / 3600)) h $((age / 60 % 60)) min $((age % 60)) s"
			printf '%-15s %-9s %-6s %-7s %-9s %s\n' "$name" "$pid" "$(port_of "$name")" "$(rss_mb "$pid")" "$state" "$age"
		elif [[ " $(needed) " == *" $name "* ]]; then
			all=1
			printf '%-15s %-9s %-6s %-7s %-9s %s\n' "$name" - "$(port_of "$name")" - down -
		elif is_watcher "$name" && [ -n "$pid" ]; then # it ran; the stack does without it
			printf '%-15s %-9s %-6s %-7s %-9s %s\n' "$name" - "$(port_of "$name")" - down -
		fi
	done
	return "$all"
}

logs() {
	local follow="" names="" name files=()
	for name in "$@"; do
		if [ "$name" = -f ]; then
			follow=yes
		elif [[ " $ALL " == *" $name "* ]] || [ -f "$LOGS/$name.log" ]; then
			names="$names $name"
		else
			die "there is no log of '$name'; there are: $ALL"
		fi
	done
	for name in ${names:-$ALL}; do
		[ ! -s "$LOGS/$name.out" ] || files+=("$LOGS/$name.out")
		[ ! -f "$LOGS/$name.log" ] || files+=("$LOGS/$name.log")
	done
	[ ${#files[@]} -gt 0 ] || die "there are no logs in $LOGS yet; './dibbs up' starts the stack."
	if [ -n "$follow" ]; then exec tail -n 50 -F "${files[@]}"; else exec tail -n 100 "${files[@]}"; fi
}
