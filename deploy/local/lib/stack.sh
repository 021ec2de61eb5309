# shellcheck shell=bash
# What the processes of the stack are told: ports, addresses, Java options.

# shellcheck disable=SC2034 # used by the other parts
ALL="broker sandbox orchestrator gateway" # in the order they start; they stop the other way round
BLOCKS="VALIDATION FHIR_CONVERTER INGESTION MESSAGE_PARSER TRIGGER_CODE_REFERENCE ECR_VIEWER"
REMEMBERED="GATEWAY_PORT ORCHESTRATOR_PORT SANDBOX_PORT KAFKA_PORT KAFKA_BOOTSTRAP_SERVERS"
for block in $BLOCKS; do REMEMBERED="$REMEMBERED ${block}_URL"; done

port_variable() {
	case $1 in
		broker) echo KAFKA_PORT ;;
		*) tr '[:lower:]' '[:upper:]' <<<"${1}_PORT" ;;
	esac
}

port_of() { # NAME -> where it listens, or would listen
	local port variable
	port=$(noted "$1" port)
	variable=$(port_variable "$1")
	echo "${port:-${!variable}}"
}

# A stack that runs keeps the ports and addresses it was started with, whatever this shell's environment says or lacks.
remember() {
	local name
	for name in $REMEMBERED; do
		[ -z "${!name:-}" ] || printf '%s=%s\n' "$name" "${!name}"
	done >"$RUN/settings"
	chmod 600 "$RUN/settings" # an address may hold credentials
}

recall() { # VERB
	local name value
	if [ ! -f "$RUN/settings" ] || [ -z "$(running)" ]; then return; fi
	for name in $REMEMBERED; do
		value=$(sed -n "s/^$name=//p" "$RUN/settings")
		if [ "$1" = up ] && [ -n "${!name:-}" ] && [ "${!name}" != "$value" ]; then
			warn "$name is left out of account: the stack in $DATA runs with other settings. A second stack beside it" \
				"needs a folder of its own (DIBBS_DATA) and four other ports."
		fi
		if [ -n "$value" ]; then export "$name=$value"; else unset "$name"; fi
	done
}

use_settings() {
	GATEWAY_PORT=${GATEWAY_PORT:-8080} ORCHESTRATOR_PORT=${ORCHESTRATOR_PORT:-8090}
	SANDBOX_PORT=${SANDBOX_PORT:-8091} KAFKA_PORT=${KAFKA_PORT:-9092}
	local name port ports=" "
	for name in GATEWAY_PORT ORCHESTRATOR_PORT SANDBOX_PORT KAFKA_PORT; do
		port=${!name}
		if [[ ! $port =~ ^[1-9][0-9]{0,4}$ ]] || [ "$port" -gt 65535 ]; then
			die "$name is '$port', expected a port such as 8080."
		fi
		case $ports in *" $port "*) die "$name is $port, and so is another port of this stack." ;; esac
		ports="$ports$port "
	done
}

needed() { # -> the processes this stack has
	local block sandbox=""
	for block in $BLOCKS; do
		block=${block}_URL
		[ -n "${!block:-}" ] || sandbox="sandbox "
	done
	if [ -z "${KAFKA_BOOTSTRAP_SERVERS:-}" ]; then printf 'broker '; fi
	printf '%sorchestrator gateway' "$sandbox"
}

block_address() { # VALIDATION -> its address: the caller's, or the sandbox's
	local variable=${1}_URL
	echo "${!variable:-http://127.0.0.1:$SANDBOX_PORT/$(tr '[:upper:]_' '[:lower:]-' <<<"$1")}"
}

# Exports what a process is told and sets COMMAND; called in a subshell of its own.
configure() { # NAME
	local jar
	export DIBBS_DATA=$DATA MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}
	export KAFKA_BOOTSTRAP_SERVERS=${KAFKA_BOOTSTRAP_SERVERS:-127.0.0.1:$KAFKA_PORT}
	COMMAND=("$JDK/bin/java" "-Ddibbs.data=$DATA" "-Ddibbs.process=$1" -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError)
	# The optimizing compiler waits for what is hot under load: compiling what only the start needs takes a third of its time.
	COMMAND+=(-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=10000
		-XX:Tier4CompileThreshold=100000 -XX:Tier4BackEdgeThreshold=400000)
	"configure_$1"
	local own
	own=$(tr '[:lower:]' '[:upper:]' <<<"${1}_JAVA_OPTS")
	# Options are words, so they are split here on purpose.
	# shellcheck disable=SC2206
	COMMAND+=(${DIBBS_JAVA_OPTS:-} ${!own:-})
	for jar in "$DATA/app/$1"/dibbs-*.jar; do COMMAND+=(-jar "$jar"); done
}

class_archive() { # NAME: classes loaded once are kept for the next start; not where the agent changes them
	COMMAND+=(-XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$DATA/app/$1/classes.jsa" -Xlog:disable
		-Xlog:all=error:stderr)
}

own_log() { # NAME: where the logback.xml of broker and sandbox writes to, in files of limited size
	COMMAND+=("-Ddibbs.log=$LOGS/$1.log" -Ddibbs.log.to=file)
}

configure_broker() {
	export KAFKA_PORT
	own_log broker
	COMMAND+=(-Xmx320m -XX:MaxMetaspaceSize=128m)
	class_archive broker
}

configure_sandbox() {
	export SANDBOX_PORT SANDBOX_HOST=127.0.0.1
	own_log sandbox
	COMMAND+=(-Xmx256m -XX:MaxMetaspaceSize=160m)
	class_archive sandbox
}

configure_orchestrator() {
	local block
	export ORCHESTRATOR_PORT ORCHESTRATOR_HOST=127.0.0.1 WORKER_INSTANCE_ID=${WORKER_INSTANCE_ID:-local-$ORCHESTRATOR_PORT}
	if [ -z "${INGESTION_URL:-}" ]; then
		export SMARTY_AUTH_ID=${SMARTY_AUTH_ID:-sandbox} SMARTY_AUTH_TOKEN=${SMARTY_AUTH_TOKEN:-sandbox}
	fi
	for block in $BLOCKS; do export "${block}_URL=$(block_address "$block")"; done
	application orchestrator
}

configure_gateway() {
	export GATEWAY_PORT GATEWAY_HOST=127.0.0.1 ORCHESTRATOR_URL=http://127.0.0.1:$ORCHESTRATOR_PORT
	application gateway
}

application() { # NAME: runs under the agent, which exports only where a Collector answers
	COMMAND+=(-Xms128m -Xmx512m -XX:MaxMetaspaceSize=256m)
	COMMAND+=("-Dlogging.file.name=$LOGS/$1.log" -Dlogging.threshold.console=OFF
		-Dlogging.logback.rollingpolicy.max-file-size=20MB -Dlogging.logback.rollingpolicy.total-size-cap=100MB)
	if [ -f "$DATA/app/$1/opentelemetry-javaagent.jar" ]; then
		COMMAND+=("-javaagent:$DATA/app/$1/opentelemetry-javaagent.jar" "-Dotel.service.name=dibbs-$1")
	fi
	export OTEL_EXPORTER_OTLP_ENDPOINT=${OTEL_EXPORTER_OTLP_ENDPOINT:-http://127.0.0.1:4318}
	export OTEL_SEMCONV_STABILITY_OPT_IN=${OTEL_SEMCONV_STABILITY_OPT_IN:-messaging}
	if [ "$COLLECTOR" != answers ]; then
		export OTEL_TRACES_EXPORTER=${OTEL_TRACES_EXPORTER:-none} OTEL_METRICS_EXPORTER=${OTEL_METRICS_EXPORTER:-none}
		export OTEL_LOGS_EXPORTER=${OTEL_LOGS_EXPORTER:-none}
	fi
}

# 6, 7, 28: no such host, refused, no answer in time. Anything else is an answer, also one that is not HTTP.
find_collector() {
	local status=0
	curl -s -o /dev/null --connect-timeout 1 -m 2 --noproxy '*' "${OTEL_EXPORTER_OTLP_ENDPOINT:-http://127.0.0.1:4318}" ||
		status=$?
	case $status in 6 | 7 | 28) COLLECTOR=silent ;; *) COLLECTOR=answers ;; esac
}
