# shellcheck shell=bash
# Who listens where.

port_in_use() {
	(exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

listener_pid() { # PORT -> the pid that listens there, where the system tells
	local hex inode path
	if [ -r /proc/net/tcp ]; then
		hex=$(printf '%04X' "$1")
		inode=$(awk -v port=":$hex" '$4 == "0A" && substr($2, length($2) - 4) == port { print $10; exit }' \
			/proc/net/tcp /proc/net/tcp6 2>/dev/null || true)
		[ -n "$inode" ] || return 0
		path=$(find /proc/[0-9]*/fd -lname "socket:\[$inode\]" 2>/dev/null || true)
		path=${path%%$'\n'*} path=${path#/proc/}
		echo "${path%%/*}"
	elif command -v lsof >/dev/null; then
		lsof -nP -t -iTCP:"$1" -sTCP:LISTEN 2>/dev/null | head -n 1 || true
	fi
}

listener() { # PORT -> what listens there, in words
	local pid command data
	pid=$(listener_pid "$1")
	if [ -z "$pid" ]; then
		echo "a process that this user may not see"
		return
	fi
	command=$(cmdline "$pid")
	if [[ $command == *" -Ddibbs.data="*" -Ddibbs.process="* ]]; then
		data=${command#* -Ddibbs.data=} data=${data%% -Ddibbs.process=*} command=${command#* -Ddibbs.process=}
		echo "pid $pid: the ${command%% *} of the stack in $data (DIBBS_DATA='$data' ./dibbs down stops that)"
		return
	fi
	[ "${#command}" -le 160 ] || command="${command:0:157}..."
	echo "pid $pid: ${command:-?}"
}

check_kafka() { # one that is not ours: where it does not answer, nothing would get ready, and no log would say why in a word
	local server status
	[ -n "${KAFKA_BOOTSTRAP_SERVERS:-}" ] || return 0
	for server in ${KAFKA_BOOTSTRAP_SERVERS//,/ }; do
		status=0
		curl -s -m 1 "telnet://$server" </dev/null >/dev/null || status=$?
		case $status in 6 | 7) ;; *) return 0 ;; esac # no such host, refused; it ends with 28 where it was let in
	done
	die "nothing answers at $KAFKA_BOOTSTRAP_SERVERS (KAFKA_BOOTSTRAP_SERVERS). Without that setting a broker is started."
}

check_ports() { # NAMES: that are to be started
	local name port taken=""
	for name in "$@"; do
		port=$(port_of "$name")
		if port_in_use "$port"; then
			taken=yes
			warn "Port $port, which $name needs, is in use by $(listener "$port")"
			warn "  Stop that process, or choose another port, e.g. $(port_variable "$name")=$((port % 64000 + 1000)) ./dibbs up"
		fi
	done
	[ -z "$taken" ] || die "nothing was started."
}
