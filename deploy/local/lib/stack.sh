# shellcheck shell=bash
# What the processes of the stack are told: addresses, names, Java options.

block_address() { # VALIDATION -> its address: the caller's, or the sandbox's
	local variable=${1}_URL
	echo "${!variable:-http://127.0.0.1:$SANDBOX_PORT/$(tr '[:upper:]_' '[:lower:]-' <<<"$1")}"
}

# Exports what a process is told and sets COMMAND; called in a subshell of its own.
configure() { # NAME
	local jar kind
	kind=$(kind_of "$1")
	export DIBBS_DATA=$DATA MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}
	export KAFKA_BOOTSTRAP_SERVERS=${KAFKA_BOOTSTRAP_SERVERS:-127.0.0.1:$KAFKA_PORT}
	COMMAND=("$JDK/bin/java" "-Ddibbs.data=$DATA" "-Ddibbs.process=$1" -XX:+UseSerialGC -XX:MaxTenuringThreshold=3
		-XX:+ExitOnOutOfMemoryError "-XX:ErrorFile=$LOGS/$1.hs_err_pid%p.log")
	# The optimizing compiler puts less into each method, which takes half of its time (docs/performance.md).
	COMMAND+=(-XX:InlineSmallCode=1200 -XX:FreqInlineSize=160)
	large_pages
	"configure_$kind" "$1"
	local own
	own=$(upper "$kind")_JAVA_OPTS
	# Options are words, so they are split here on purpose.
	# shellcheck disable=SC2206
	COMMAND+=(${DIBBS_JAVA_OPTS:-} ${!own:-})
	for jar in "$DATA/app/$1"/dibbs-*.jar; do COMMAND+=(-jar "${jar##*/}"); done
}

# Front doors and workers know each other by what they share; it is made once for a folder.
share_secret() {
	local file=$DATA/internal-secret
	if [ "${AUTHENTICATION:-none}" = none ] || [ -n "${INTERNAL_SECRET:-}${INTERNAL_SECRET_FILE:-}" ]; then return 0; fi
	if [ ! -s "$file" ]; then
		(umask 077 && head -c 32 /dev/urandom | base64 >"$file.new") && mv "$file.new" "$file"
	fi
	export INTERNAL_SECRET_FILE=$file
}

large_pages() { # fewer entries of the page table to look up; where the kernel has none, Java would complain on each start
	if grep -qE '\[(madvise|always)\]' /sys/kernel/mm/transparent_hugepage/enabled 2>/dev/null; then
		COMMAND+=(-XX:+UseTransparentHugePages)
	fi
}

class_archive() { # OPTION...: where classes come from; what does not fit is loaded as usual, and nobody has to know
	COMMAND+=(-XX:SharedArchiveFile=classes.jsa "-Xlog:cds*=off" "$@")
}

own_log() { # NAME: where the logback.xml of broker and sandbox writes to, in files of limited size
	COMMAND+=("-Ddibbs.log=$LOGS/$1.log" -Ddibbs.log.to=file)
}

configure_broker() {
	export KAFKA_PORT
	own_log broker
	COMMAND+=(-Xmx320m -XX:MaxMetaspaceSize=128m)
	class_archive -XX:+AutoCreateSharedArchive
}

configure_sandbox() {
	export SANDBOX_PORT SANDBOX_HOST=127.0.0.1
	own_log sandbox
	COMMAND+=(-Xmx256m -XX:MaxMetaspaceSize=160m)
	class_archive -XX:+AutoCreateSharedArchive
}

configure_orchestrator() { # NAME
	local block port=$ORCHESTRATOR_PORT
	ORCHESTRATOR_PORT=$(port_of "$1")
	if [ "$1" = orchestrator ]; then
		WORKER_INSTANCE_ID=${WORKER_INSTANCE_ID:-local-$port}
	else # each needs a name of its own in the consumer group, and the same one after a restart
		WORKER_INSTANCE_ID=${WORKER_INSTANCE_ID:-local-$port}-$(number_of "$1")
	fi
	export ORCHESTRATOR_PORT ORCHESTRATOR_HOST=127.0.0.1 WORKER_INSTANCE_ID
	if [ -z "${INGESTION_URL:-}" ]; then
		export SMARTY_AUTH_ID=${SMARTY_AUTH_ID:-sandbox} SMARTY_AUTH_TOKEN=${SMARTY_AUTH_TOKEN:-sandbox}
	fi
	for block in $BLOCKS; do export "${block}_URL=$(block_address "$block")"; done
	share_secret
	application "$1" -Xms512m -Xmx640m -Xmn288m -XX:SurvivorRatio=7
}

configure_gateway() { # NAME
	GATEWAY_PORT=$(port_of "$1")
	export GATEWAY_PORT GATEWAY_HOST=127.0.0.1 ORCHESTRATOR_URL AUTHENTICATION=${AUTHENTICATION:-none}
	ORCHESTRATOR_URL=$(worker_addresses)
	share_secret
	# The size of answers, which the dashboard Process Message Counter shows.
	export OTEL_INSTRUMENTATION_HTTP_SERVER_EMIT_EXPERIMENTAL_TELEMETRY=${OTEL_INSTRUMENTATION_HTTP_SERVER_EMIT_EXPERIMENTAL_TELEMETRY:-true}
	application "$1" -Xms320m -Xmx768m -Xmn160m -XX:SurvivorRatio=3
}

worker_addresses() { # -> where the workers there are now serve /configs, with commas between them
	local name addresses=""
	for name in $(instances orchestrator "$WORKERS"); do addresses="$addresses,$(scheme_of "$name")://127.0.0.1:$(port_of "$name")"; done
	echo "${addresses#,}"
}

# What outlives a collection is what is under way: it has to fit the survivor spaces, or the old generation fills with it,
# page by page, and each collection takes three times as long (docs/performance.md). The JVM also collects all of the heap
# whenever classes outgrow a bound that begins at 20 MB; both applications have 100 MB of them, the last of which come with
# the first messages.
application() { # NAME HEAP...: runs under the agent, which exports only where a Collector answers
	COMMAND+=("${@:2}" -XX:MetaspaceSize=144m -XX:MaxMetaspaceSize=256m)
	export LOG_FORMAT=${LOG_FORMAT:-text} # read by people, with ./dibbs logs
	COMMAND+=("-Dlogging.file.name=$LOGS/$1.log" -Dlogging.threshold.console=OFF
		-Dlogging.logback.rollingpolicy.max-file-size=20MB -Dlogging.logback.rollingpolicy.total-size-cap=100MB)
	# The extension starts the agent, so that classes can come from the archive; all of it is beside the application.
	COMMAND+=("$BOOT_CLASS_PATH" -javaagent:agent-extension.jar -Dotel.javaagent.extensions=agent-extension.jar
		"-Dotel.service.name=dibbs-$(kind_of "$1")")
	[ ! -f "$DATA/app/$1/classes.jsa" ] || class_archive # for one that is missing the JVM would give up its own, too
	name_for_telemetry "$1"
	export OTEL_EXPORTER_OTLP_ENDPOINT
	OTEL_EXPORTER_OTLP_ENDPOINT=$(collector_address)
	export OTEL_METRIC_EXPORT_INTERVAL=${OTEL_METRIC_EXPORT_INTERVAL:-10000} # as often as Prometheus reads
	export OTEL_SEMCONV_STABILITY_OPT_IN=${OTEL_SEMCONV_STABILITY_OPT_IN:-messaging}
	# What is in the members of a log line is in its record, too. Command lines are not told: options may hold what is secret.
	export OTEL_INSTRUMENTATION_LOGBACK_APPENDER_EXPERIMENTAL_MDC_ATTRIBUTES_INCLUDED=submission_id
	export OTEL_INSTRUMENTATION_COMMON_LOGGING_STRUCTURED_ATTRIBUTES_INCLUDED='*'
	export OTEL_RESOURCE_DISABLED_KEYS=process.command_args,process.command_line
	if [ "$COLLECTOR" != answers ]; then
		export OTEL_TRACES_EXPORTER=${OTEL_TRACES_EXPORTER:-none} OTEL_METRICS_EXPORTER=${OTEL_METRICS_EXPORTER:-none}
		export OTEL_LOGS_EXPORTER=${OTEL_LOGS_EXPORTER:-none}
	fi
}

# The agent would make up an id with each start, which tells nobody which process it is. Somebody else's Collector may know
# several stacks, whose names would be the same.
name_for_telemetry() { # NAME
	[ -z "${OTEL_EXPORTER_OTLP_ENDPOINT:-}" ] || return 0
	case ${OTEL_RESOURCE_ATTRIBUTES:-} in
		*service.instance.id=*) ;;
		*) export OTEL_RESOURCE_ATTRIBUTES="service.instance.id=$1${OTEL_RESOURCE_ATTRIBUTES:+,$OTEL_RESOURCE_ATTRIBUTES}" ;;
	esac
}

collector_address() {
	echo "${OTEL_EXPORTER_OTLP_ENDPOINT:-http://127.0.0.1:$COLLECTOR_PORT}"
}

# 6, 7, 28: no such host, refused, no answer in time. Anything else is an answer, also one that is not HTTP.
# Our own needs less time to be there than an application does.
find_collector() {
	local status=0
	if alive collector; then
		COLLECTOR=answers
		return
	fi
	curl -s -o /dev/null --connect-timeout 1 -m 2 --noproxy '*' "$(collector_address)" || status=$?
	case $status in 6 | 7 | 28) COLLECTOR=silent ;; *) COLLECTOR=answers ;; esac
}
