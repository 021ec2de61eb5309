# shellcheck shell=bash
# What watches a stack, where this machine has it: the Collector, Prometheus and Alertmanager. The stack neither waits for
# them nor fails without them; why one of them does not run is said, and is no error.

WATCHERS="alertmanager prometheus collector" # in the order they start; the Collector stops first
TOOLS=$ROOT/.dibbs-tools
NOT_WATCHED="" # a line for each that does not run, and why
WATCHER_PORTS="COLLECTOR_PORT COLLECTOR_GRPC_PORT COLLECTOR_OWN_METRICS_PORT COLLECTOR_METRICS_PORT PROMETHEUS_PORT"
WATCHER_PORTS="$WATCHER_PORTS ALERTMANAGER_PORT"

watcher_settings() {
	COLLECTOR_PORT=${COLLECTOR_PORT:-4318} COLLECTOR_GRPC_PORT=${COLLECTOR_GRPC_PORT:-4317}
	COLLECTOR_OWN_METRICS_PORT=${COLLECTOR_OWN_METRICS_PORT:-8888} COLLECTOR_METRICS_PORT=${COLLECTOR_METRICS_PORT:-8889}
	PROMETHEUS_PORT=${PROMETHEUS_PORT:-9090} ALERTMANAGER_PORT=${ALERTMANAGER_PORT:-9093}
}

is_watcher() {
	[[ " $WATCHERS " == *" $1 "* ]]
}

watchers_running() { # -> the names
	local name
	for name in $WATCHERS; do
		if alive "$name"; then printf '%s ' "$name"; fi
	done
}

program_of() { # NAME -> its program, or nothing
	case $1 in
		collector) [ ! -x "$TOOLS/dibbs-otel-collector" ] || echo "$TOOLS/dibbs-otel-collector" ;;
		prometheus) command -v prometheus || true ;;
		alertmanager) command -v prometheus-alertmanager || command -v alertmanager || true ;;
	esac
}

ports_of_watcher() { # NAME -> the variables with its ports
	case $1 in
		collector) echo "COLLECTOR_PORT COLLECTOR_GRPC_PORT COLLECTOR_OWN_METRICS_PORT COLLECTOR_METRICS_PORT" ;;
		*) port_variable "$1" ;;
	esac
}

taken_port() { # NAME -> what keeps one of its ports from it, or nothing
	local variable other
	for variable in $(ports_of_watcher "$1"); do
		if [[ ! ${!variable} =~ ^[1-9][0-9]{0,4}$ ]] || [ "${!variable}" -gt 65535 ]; then
			echo "$variable is '${!variable}', which is no port"
			return
		fi
		for other in $WATCHER_PORTS GATEWAY_PORT ORCHESTRATOR_PORT SANDBOX_PORT KAFKA_PORT $(further_ports); do
			if [ "$other" != "$variable" ] && [ "${!other:-}" = "${!variable}" ]; then
				echo "$variable is ${!variable}, and so is $other"
				return
			fi
		done
		if port_in_use "${!variable}"; then
			echo "port ${!variable} is in use by $(listener "${!variable}"); $variable chooses another"
			return
		fi
	done
}

start_watchers() { # those that are missing
	local name why
	NOT_WATCHED=""
	if [ "${DIBBS_TELEMETRY:-}" = off ]; then
		NOT_WATCHED="was not wanted (--no-telemetry, DIBBS_TELEMETRY=off)"
	elif [ -n "${OTEL_EXPORTER_OTLP_ENDPOINT:-}" ]; then # somebody else's Collector; Prometheus would read nothing here
		NOT_WATCHED="is left to who set OTEL_EXPORTER_OTLP_ENDPOINT"
	fi
	[ -z "$NOT_WATCHED" ] || return 0
	for name in $WATCHERS; do
		if alive "$name"; then continue; fi
		why=""
		[ -n "$(program_of "$name")" ] || why="is not installed; './dibbs telemetry' gets it"
		[ -n "$why" ] || why=$(taken_port "$name")
		if [ -n "$why" ]; then
			NOT_WATCHED="$NOT_WATCHED${NOT_WATCHED:+$'\n'}$name: $why"
		elif ! prepare_watcher "$name"; then
			NOT_WATCHED="$NOT_WATCHED${NOT_WATCHED:+$'\n'}$name: its configuration could not be written to $DATA/telemetry"
		else
			start "$name"
		fi
	done
}

prepare_watcher() { # NAME: its configuration, with the addresses of this stack
	local home=$DATA/telemetry/$1
	mkdir -p "$home" || return 1
	case $1 in
		prometheus)
			rm -rf "$home/rules" && cp -R "$ROOT/deploy/prometheus/rules" "$home/rules" || return 1
			[ -z "${DIBBS_ALERT_RULES:-}" ] || cp "$DIBBS_ALERT_RULES" "$home/rules/" || return 1
			sed -e "s/otel-collector:8889/127.0.0.1:$COLLECTOR_METRICS_PORT/" \
				-e "s/otel-collector:8888/127.0.0.1:$COLLECTOR_OWN_METRICS_PORT/" \
				-e "s/alertmanager:9093/127.0.0.1:$ALERTMANAGER_PORT/" \
				${DIBBS_SCRAPE_INTERVAL:+-e "s/^\( *[a-z]*_\(interval\|timeout\): \).*/\1$DIBBS_SCRAPE_INTERVAL/"} \
				"$ROOT/deploy/prometheus/prometheus.yaml" >"$home/prometheus.yaml"
			;;
		alertmanager)
			# Webhooks may hold what is secret.
			(umask 077 && "$ROOT/deploy/alertmanager/render.sh" <"$ROOT/deploy/alertmanager/alertmanager.yaml" \
				>"$home/alertmanager.yaml")
			;;
	esac
}

# The marks of process.sh are in the name each runs under, since these programs would not take them as options.
configure_watcher() { # NAME, in a subshell of its own: sets COMMAND
	local home=$DATA/telemetry/$1
	# shellcheck disable=SC2016 # that shell expands it
	COMMAND=(bash -c 'exec -a "$0" "$@"' "dibbs-$1 -Ddibbs.data=$DATA -Ddibbs.process=$1 " "$(program_of "$1")")
	"configure_$1" "$home"
}

configure_collector() {
	export COLLECTOR_HOST=127.0.0.1 COLLECTOR_PORT COLLECTOR_GRPC_PORT COLLECTOR_OWN_METRICS_PORT COLLECTOR_METRICS_PORT
	export COLLECTOR_EXTENSIONS='[]' # a check of its health would need one more port
	export COLLECTOR_LOG_LEVEL=${COLLECTOR_LOG_LEVEL:-warn} # at info, what it received is logged, and nothing limits this log
	export GOMEMLIMIT=${GOMEMLIMIT:-400MiB}
	COMMAND+=(--config "$ROOT/deploy/otel-collector/collector.yaml")
	[ -z "${DIBBS_COLLECTOR_CONFIG:-}" ] || COMMAND+=(--config "$DIBBS_COLLECTOR_CONFIG") # what it says comes on top
}

configure_prometheus() { # HOME
	COMMAND+=(--config.file="$1/prometheus.yaml" --storage.tsdb.path="$1/data" --storage.tsdb.retention.time=15d
		--storage.tsdb.retention.size=2GB --web.listen-address="127.0.0.1:$PROMETHEUS_PORT"
		--enable-feature=exemplar-storage --log.level=warn --rules.alert.resend-delay="${DIBBS_ALERT_RESEND_DELAY:-1m}")
}

configure_alertmanager() { # HOME; nothing listens for others of its kind
	COMMAND+=(--config.file="$1/alertmanager.yaml" --storage.path="$1/data" --cluster.listen-address=
		--web.listen-address="127.0.0.1:$ALERTMANAGER_PORT" --log.level=warn)
}

watcher_ready() {
	case $1 in
		collector) [ "$(answers "http://127.0.0.1:$COLLECTOR_OWN_METRICS_PORT/metrics")" = 200 ] ;;
		*) [ "$(answers "http://127.0.0.1:$(port_of "$1")/-/ready")" = 200 ] ;;
	esac
}

tell_watchers() { # for the banner
	local name
	for name in $WATCHERS; do
		if alive "$name"; then printf '  %-13s http://127.0.0.1:%s\n' "$name" "$(port_of "$name")"; fi
	done
	tell_not_watched
}

tell_not_watched() {
	local line
	[ -n "$NOT_WATCHED" ] || return 0
	case $NOT_WATCHED in
		*:\ *) say "  not running" ;;
		*)
			say "  watching      $NOT_WATCHED"
			return
			;;
	esac
	while IFS= read -r line; do say "    $line"; done <<<"$NOT_WATCHED"
}
