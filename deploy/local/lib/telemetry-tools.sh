# shellcheck shell=bash
# ./dibbs telemetry: gets the programs that './dibbs up' starts beside a stack.

GO_AT_LEAST=1.25
COLLECTOR_SOURCES=$ROOT/deploy/otel-collector/distribution

telemetry() {
	[ $# -eq 0 ] || die "telemetry takes no '$1'."
	local failed=""
	get_prometheus || failed=yes
	get_collector || failed=yes
	[ -z "$failed" ] || die "not all of it is there; './dibbs up' starts what is."
	say "./dibbs up starts them from now on. A stack that runs already exports only after './dibbs down' and './dibbs up'."
}

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	else
		sudo -n "$@" 2>/dev/null || sudo "$@"
	fi
}

get_prometheus() { # and Alertmanager: packages of the distribution
	local missing=""
	[ -n "$(program_of prometheus)" ] || missing="prometheus"
	[ -n "$(program_of alertmanager)" ] || missing="$missing prometheus-alertmanager"
	if [ -z "$missing" ]; then
		say "Prometheus is there: $(program_of prometheus). Alertmanager is there: $(program_of alertmanager)."
		return
	fi
	if ! command -v apt-get >/dev/null; then
		warn "There is no apt-get to install them with. Put prometheus and alertmanager on the PATH (https://prometheus.io/download)."
		return 1
	fi
	if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
		warn "Installing needs root, and there is no sudo. As root: apt-get install --no-install-recommends $missing"
		return 1
	fi
	say "Installing $missing"
	as_root apt-get update -qq || warn "The package lists could not be updated, trying with those that are there."
	# shellcheck disable=SC2086
	if ! DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null; then
		warn "They could not be installed. By hand: apt-get install --no-install-recommends $missing"
		return 1
	fi
	# The packages start services of their own, on the ports that a stack takes by default.
	if [ -d /run/systemd/system ]; then
		say "Their services are switched off, so that their ports are free for a stack: systemctl enable --now NAME brings them back."
		# shellcheck disable=SC2086
		as_root systemctl disable --now $missing || true
	fi
}

find_go() { # -> go, or nothing
	local go
	for go in "$(command -v go || true)" /usr/local/go/bin/go /usr/lib/go/bin/go; do
		if [ -n "$go" ] && [ -x "$go" ]; then
			echo "$go"
			return
		fi
	done
}

collector_stamp() { # what the Collector was built from
	cat "$COLLECTOR_SOURCES"/*.go "$COLLECTOR_SOURCES/go.mod" "$COLLECTOR_SOURCES/go.sum" | cksum
}

get_collector() {
	local go version begin=$SECONDS program=$TOOLS/dibbs-otel-collector
	if [ -x "$program" ] && [ "$(cat "$TOOLS/collector.stamp" 2>/dev/null)" = "$(collector_stamp)" ]; then
		say "The Collector is there: $program."
		return
	fi
	go=$(find_go)
	if [ -z "$go" ]; then
		warn "Go is missing, which the Collector is built with. Install Go $GO_AT_LEAST or newer (https://go.dev/dl)."
		return 1
	fi
	version=$(GOTOOLCHAIN=local "$go" env GOVERSION) version=${version#go} version=${version%%[!0-9.]*}
	if [ "$(jdk_rank "$version")" -lt "$(jdk_rank $GO_AT_LEAST)" ]; then
		warn "Go $version is too old, $GO_AT_LEAST or newer is needed ($go)."
		return 1
	fi
	say "Building the Collector with Go $version. The first time takes minutes; Go keeps what it compiled in its cache."
	mkdir -p "$TOOLS"
	# Beside and then moved: the one that is there may be running.
	if ! (cd "$COLLECTOR_SOURCES" && CGO_ENABLED=0 GOFLAGS='' GOWORK=off "$go" build -mod=readonly -buildvcs=false -trimpath \
		-ldflags '-s -w' -o "$program.new" .); then
		warn "The Collector could not be built, the messages are above."
		return 1
	fi
	mv "$program.new" "$program"
	collector_stamp >"$TOOLS/collector.stamp"
	say "The Collector is built in $((SECONDS - begin)) s: $program."
}
