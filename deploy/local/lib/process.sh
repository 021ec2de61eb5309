# shellcheck shell=bash
# The processes of one stack: $DATA/run holds NAME.pid, NAME.port and NAME.started; $DATA/logs holds NAME.log, which the
# process writes and limits itself, and NAME.out, what its JVM prints besides. A pid counts as ours only while its command
# line carries this stack's folder and the process's name, because pids are used again.

noted() { # NAME, pid | port | started -> what was written down at its start
	[ ! -f "$RUN/$1.$2" ] || cat "$RUN/$1.$2"
}

forget() {
	rm -f "$RUN/$1.pid" "$RUN/$1.port" "$RUN/$1.started" "$RUN/$1.stopping"
}

cmdline() { # PID; while a process becomes another program there is none for a moment
	local line="" try
	for try in 1 2 3 4 5 6; do
		if [ -d /proc/self ]; then
			line=$({ tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null || true)
		else
			line=$(ps -ww -o command= -p "$1" 2>/dev/null || true)
		fi
		if [ -n "$line" ] || ! kill -0 "$1" 2>/dev/null; then break; fi
		[ "$try" = 6 ] || sleep 0.02
	done
	printf '%s' "$line"
}

is_ours() { # NAME PID
	[ -n "$2" ] || return 1
	case "$(cmdline "$2") " in
		*" -Ddibbs.data=$DATA -Ddibbs.process=$1 "*) return 0 ;;
		*) return 1 ;;
	esac
}

alive() {
	is_ours "$1" "$(noted "$1" pid)"
}

running() { # -> the names that run
	local name
	for name in $ALL; do
		if alive "$name"; then printf '%s ' "$name"; fi
	done
}

answers() { # URL -> its HTTP status, 000 where nothing answers
	curl -s -o /dev/null -m 3 --noproxy '*' "${@:2}" -w '%{http_code}' "$1" || true
}

scheme_of() { # NAME -> https where it has a certificate of its own
	local certificate
	certificate=$(upper "$(kind_of "$1")")_TLS_CERTIFICATE
	if [ -n "${!certificate:-}" ]; then echo https; else echo http; fi
}

# Options of curl for an application of this machine, in TLS_OPTIONS: a certificate names hosts, and this asks by address. A
# worker that lets in only gateways is shown theirs.
tls_options() { # NAME
	TLS_OPTIONS=()
	[ "$(scheme_of "$1")" = https ] || return 0
	TLS_OPTIONS=(--insecure)
	if [ "$(kind_of "$1")" = orchestrator ] && [ -n "${WORKER_TLS_CERTIFICATE:-}" ]; then
		TLS_OPTIONS+=(--cert "$WORKER_TLS_CERTIFICATE" --key "$WORKER_TLS_KEY")
	fi
}

application_ready() { # NAME
	local TLS_OPTIONS
	tls_options "$1"
	[ "$(answers "$(scheme_of "$1")://127.0.0.1:$(port_of "$1")/actuator/health/readiness" "${TLS_OPTIONS[@]}")" = 200 ]
}

ready() {
	case $1 in
		broker) [ -f "$DATA/kafka/ready" ] ;;
		sandbox) [ "$(answers "http://127.0.0.1:$(port_of sandbox)/")" != 000 ] ;;
		alertmanager | prometheus | collector) watcher_ready "$1" ;;
		*) application_ready "$1" ;;
	esac
}

last_lines() { # NAME
	local file
	for file in "$LOGS/$1.out" "$LOGS/$1.log"; do
		[ -s "$file" ] || continue
		warn "The end of $file:"
		tail -n 30 "$file" | sed 's/^/  | /' >&2 || true
	done
}

# Becomes the process, detached from the terminal and from every pipe of the caller. Runs in a subshell.
become() { # NAME COMMAND...
	local name=$1 fd home=$DATA
	shift
	trap '' HUP
	[ ! -d "$DATA/app/$name" ] || home=$DATA/app/$name # where its paths begin
	cd "$home" || exit 1
	exec </dev/null >>"$LOGS/$name.out" 2>&1
	for fd in 3 4 5 6 7 8 9; do eval "exec $fd>&-"; done
	if command -v setsid >/dev/null; then exec setsid "$@"; else exec "$@"; fi
}

start() { # NAME
	local name=$1 pid port kind
	port=$(port_of "$name")
	forget "$name"
	[ "$name" != broker ] || rm -f "$DATA/kafka/ready"
	for kind in log out; do # those of the run before are kept: they may say why it ended
		[ ! -s "$LOGS/$name.$kind" ] || mv "$LOGS/$name.$kind" "$LOGS/$name.$kind.1"
		: >"$LOGS/$name.$kind"
	done
	# Without setsid, job control gives it a process group of its own, so that Ctrl-C reaches only this script.
	command -v setsid >/dev/null || set -m
	(
		if is_watcher "$name"; then configure_watcher "$name"; else configure "$name"; fi
		# What was asked for is taken and answered first, then worked on (docs/performance.md).
		case $(kind_of "$name") in orchestrator | collector | prometheus | alertmanager) renice -n 5 -p "$BASHPID" >/dev/null 2>&1 || true ;; esac
		become "$name" "${COMMAND[@]}"
	) &
	pid=$!
	set +m
	echo "$port" >"$RUN/$name.port"
	date +%s >"$RUN/$name.started"
	echo "$pid" >"$RUN/$name.pid"
	disown "$pid" # or bash announces its end
	STARTED="$STARTED $name"
	while kill -0 "$pid" 2>/dev/null && ! is_ours "$name" "$pid"; do sleep 0.02; done
	is_watcher "$name" || compile_later "$pid" 8>&- 9>&- &
}

# The optimizing compiler works while nobody else wants the processor: at the start it takes a third of all there is, and
# under load whoever waits for an answer comes first.
compile_later() { # PID
	local thread name try
	for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		for thread in "/proc/$1/task"/*; do
			{ read -r name <"$thread/comm"; } 2>/dev/null || continue
			case $name in "C2 "*) renice -n 19 -p "${thread##*/}" >/dev/null 2>&1; return 0 ;; esac
		done
		[ "$try" = 20 ] || sleep 0.05
	done
}

wait_ready() { # NAMES
	local pending="$*" name still begin=$SECONDS
	while [ -n "$pending" ]; do
		still=""
		for name in "$@"; do
			if ! alive "$name"; then
				warn "$name ended while the stack was starting."
				last_lines "$name"
				return 1
			elif [[ " $pending " != *" $name "* ]]; then
				continue
			elif ready "$name"; then
				[[ " $TOLD " == *" $name "* ]] || say "  $name is ready after $((SECONDS - begin)) s"
				TOLD="$TOLD $name"
			else
				still="$still $name"
			fi
		done
		pending=$still
		if [ -n "$pending" ] && [ $((SECONDS - begin)) -ge "$READY_TIMEOUT" ]; then
			for name in $pending; do
				warn "$name is not ready after $READY_TIMEOUT s (DIBBS_READY_TIMEOUT)."
				last_lines "$name"
			done
			return 1
		fi
		[ -z "$pending" ] || sleep 0.3
	done
}

stop() { # NAME: TERM, and KILL for one that has not ended after $STOP_TIMEOUT seconds or a second Ctrl-C
	local name=$1 pid port begin=$SECONDS
	pid=$(noted "$name" pid) port=$(noted "$name" port)
	if is_ours "$name" "$pid"; then
		touch "$RUN/$name.stopping"
		kill -TERM "$pid" 2>/dev/null || true
		while is_ours "$name" "$pid"; do
			if [ -n "$FORCE" ] || [ $((SECONDS - begin)) -ge "$STOP_TIMEOUT" ]; then
				warn "$name (pid $pid) is killed: it has not ended after $((SECONDS - begin)) s."
				kill -KILL "$pid" 2>/dev/null || true
			fi
			sleep 0.1
		done
		# Its sockets close a moment after its command line is gone.
		begin=$SECONDS
		while [ -n "$port" ] && port_in_use "$port" && [ $((SECONDS - begin)) -lt 3 ]; do sleep 0.1; done
		say "  $name has stopped"
	fi
	forget "$name"
}

stop_all() { # NAMES in the order they were started in; the last one stops first
	local reversed="" name
	FORCE=""
	trap 'FORCE=yes' INT TERM HUP
	for name in "$@"; do reversed="$name $reversed"; done
	for name in $reversed; do stop "$name"; done
}

rss_mb() { # PID
	local kb=""
	if [ -r "/proc/$1/status" ]; then
		kb=$(awk '$1 == "VmRSS:" { print $2 }' "/proc/$1/status" 2>/dev/null || true)
	else
		kb=$(ps -o rss= -p "$1" 2>/dev/null | tr -d ' ' || true)
	fi
	echo $((${kb:-0} / 1024))
}
