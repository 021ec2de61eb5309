# shellcheck shell=bash
# Which processes this stack has, and where each listens. Gateways and workers may be several: the first of each kind is
# named like its kind, further ones gateway-2, orchestrator-2, ...

BLOCKS="VALIDATION FHIR_CONVERTER INGESTION MESSAGE_PARSER TRIGGER_CODE_REFERENCE ECR_VIEWER"
REMEMBERED="GATEWAYS WORKERS GATEWAY_PORT ORCHESTRATOR_PORT SANDBOX_PORT KAFKA_PORT KAFKA_BOOTSTRAP_SERVERS AUTHENTICATION INTERNAL_SECRET_FILE"
REMEMBERED="$REMEMBERED OIDC_ISSUER OIDC_AUDIENCE OIDC_JWKS_URL OIDC_TENANT_CLAIM"
REMEMBERED="$REMEMBERED BUILDING_BLOCKS_FILE BODY_RETENTION DEAD_LETTER_RETENTION EVENT_RETENTION"
REMEMBERED="$REMEMBERED $WATCHER_PORTS"
for block in $BLOCKS; do REMEMBERED="$REMEMBERED ${block}_URL"; done
GATEWAYS="" WORKERS="" # not from the environment
INSTANCES_AT_MOST=20 PORT_STEP=100

kind_of() { # orchestrator-2 -> orchestrator
	echo "${1%%-*}"
}

number_of() { # orchestrator-2 -> 2, orchestrator -> 1
	case $1 in *-*) echo "${1##*-}" ;; *) echo 1 ;; esac
}

instances() { # KIND COUNT -> the names of that many
	local number
	printf '%s ' "$1"
	for ((number = 2; number <= $2; number++)); do printf '%s ' "$1-$number"; done
}

highest() { # KIND COUNT -> COUNT, or the number of the last one that was started
	local file number highest=$2
	for file in "$RUN/$1"-*.pid; do
		number=${file##*-} number=${number%.pid}
		if [[ $number =~ ^[0-9]+$ ]] && [ "$number" -gt "$highest" ]; then highest=$number; fi
	done
	echo "$highest"
}

upper() { # orchestrator-2 -> ORCHESTRATOR_2
	tr '[:lower:]-' '[:upper:]_' <<<"$1"
}

port_variable() {
	case $1 in
		broker) echo KAFKA_PORT ;;
		*) echo "$(upper "$1")_PORT" ;;
	esac
}

port_of() { # NAME -> where it listens, or would listen
	local port variable
	port=$(noted "$1" port)
	variable=$(port_variable "$1")
	echo "${port:-${!variable:-}}"
}

# A stack that runs keeps the ports and addresses it was started with, whatever this shell's environment says or lacks.
remember() {
	local name
	for name in $REMEMBERED $(further_ports); do
		[ -z "${!name:-}" ] || printf '%s=%s\n' "$name" "${!name}"
	done >"$RUN/settings"
	chmod 600 "$RUN/settings" # an address may hold credentials
}

recall() { # VERB
	local name value
	if [ ! -f "$RUN/settings" ] || ! any_alive; then return; fi
	for name in $REMEMBERED $(sed -n 's/^\([A-Z]*_[0-9]*_PORT\)=.*/\1/p' "$RUN/settings"); do
		value=$(sed -n "s/^$name=//p" "$RUN/settings")
		if [ "$1" = up ] && [ -n "${!name:-}" ] && [ "${!name}" != "$value" ]; then
			warn "$name is left out of account: the stack in $DATA runs with other settings. A second stack beside it" \
				"needs a folder of its own (DIBBS_DATA) and four other ports."
		fi
		if [ -n "$value" ]; then export "$name=$value"; else unset "$name"; fi
	done
}

any_alive() {
	local file name
	for file in "$RUN"/*.pid; do
		name=${file##*/} name=${name%.pid}
		if alive "$name"; then return 0; fi
	done
	return 1
}

further_ports() { # -> the variables with the ports of all but the first instances
	local name
	for name in $(instances orchestrator "$WORKERS") $(instances gateway "$GATEWAYS"); do
		case $name in *-*) port_variable "$name" ;; esac
	done
}

use_settings() {
	GATEWAY_PORT=${GATEWAY_PORT:-8080} ORCHESTRATOR_PORT=${ORCHESTRATOR_PORT:-8090}
	SANDBOX_PORT=${SANDBOX_PORT:-8091} KAFKA_PORT=${KAFKA_PORT:-9092}
	GATEWAYS=${GATEWAYS:-1} WORKERS=${WORKERS:-1}
	watcher_settings
	# In the order they start; they stop the other way round.
	ALL="$WATCHERS broker sandbox $(instances orchestrator "$(highest orchestrator "$WORKERS")")"
	ALL="$ALL$(instances gateway "$(highest gateway "$GATEWAYS")")"
	local name port ports=" "
	for name in GATEWAY_PORT ORCHESTRATOR_PORT SANDBOX_PORT KAFKA_PORT $(further_ports); do
		if [ -z "${!name:-}" ]; then further_port "$name"; fi
		port=${!name}
		if [[ ! $port =~ ^[1-9][0-9]{0,4}$ ]] || [ "$port" -gt 65535 ]; then
			die "$name is '$port', expected a port such as 8080."
		fi
		case $ports in *" $port "*) die "$name is $port, and so is another port of this stack." ;; esac
		ports="$ports$port "
	done
}

further_port() { # ORCHESTRATOR_3_PORT: two hundred after ORCHESTRATOR_PORT
	local number=${1#*_} first=${1%%_*}_PORT
	printf -v "$1" %s $((${!first} + (${number%_PORT} - 1) * PORT_STEP))
}

scale() { # GATEWAYS WORKERS, each a number, or empty to leave them as they are
	local count
	for count in "$1" "$2"; do
		if [ -n "$count" ] && { [[ ! $count =~ ^[1-9][0-9]?$ ]] || [ "$count" -gt $INSTANCES_AT_MOST ]; }; then
			die "'$count' is no number of gateways or workers; expected 1 to $INSTANCES_AT_MOST."
		fi
	done
	GATEWAYS=$(enough gateway "$1" "$GATEWAYS") WORKERS=$(enough orchestrator "$2" "$WORKERS")
	use_settings
}

enough() { # KIND WANTED COUNT -> how many there are to be: none is stopped, as gateways go on asking the workers they were told of
	if [ -n "$2" ] && [ "$2" -lt "$3" ]; then
		warn "This stack has $3 of $1, and keeps them: './dibbs down', then './dibbs up' with the smaller number, starts fewer."
	fi
	if [ "${2:-1}" -gt "$3" ]; then echo "$2"; else echo "$3"; fi
}

needed() { # -> the processes this stack has
	local block sandbox=""
	for block in $BLOCKS; do
		block=${block}_URL
		[ -n "${!block:-}" ] || sandbox="sandbox "
	done
	if [ -z "${KAFKA_BOOTSTRAP_SERVERS:-}" ]; then printf 'broker '; fi
	printf '%s' "$sandbox"
	instances orchestrator "$WORKERS"
	instances gateway "$GATEWAYS"
}
