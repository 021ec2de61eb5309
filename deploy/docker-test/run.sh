#!/usr/bin/env bash
# Tries deploy/compose.yaml for real where no image can be pulled: a Docker engine of its own, stand-ins under the names of
# the images (images/Dockerfile says what each one is), and our own images built from deploy/Dockerfile.
#   run.sh get            gets what is missing of docker.io, iptables, busybox, Docker Compose and buildx (Debian's packages)
#   run.sh up             starts the engine and the sandbox's installation. Exit code 3: not here, and why
#   run.sh in COMMAND...  runs a command with that engine, in its network: docker compose ps, curl http://127.0.0.1:8080/
#   run.sh down           removes all of it
# What it is made from has to be built: mvn package -DskipTests, ./dibbs telemetry.
# shellcheck disable=SC2034 # the other parts use what is set here
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
HOME_DIR=${DOCKER_TEST_HOME:-$ROOT/.dibbs-docker} WORK=$HOME_DIR/work
PLUGINS=$ROOT/.dibbs-tools/docker

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
die() {
  warn "docker-test: $*"
  exit 1
}
not_here() {
  warn "NOT TESTED: an installation with Docker Compose. $*"
  exit 3
}

kind_of() { echo "$1"; }
for part in lib/jdk lib/build lib/telemetry; do
  # shellcheck source=/dev/null
  . "$ROOT/deploy/local/$part.sh"
done
for part in engine images tools; do
  # shellcheck source=/dev/null
  . "$HERE/$part.sh"
done

export DOCKER_HOST=unix://$HOME_DIR/docker.sock DOCKER_CONFIG=$PLUGINS COMPOSE_PROFILES=sandbox COMPOSE_ANSI=never
export POSTGRES_PASSWORD=${POSTGRES_PASSWORD:-a-password} GRAFANA_ADMIN_USER=${GRAFANA_ADMIN_USER:-somebody}
export GRAFANA_ADMIN_PASSWORD=${GRAFANA_ADMIN_PASSWORD:-another-password}
export INTERNAL_SECRET=${INTERNAL_SECRET:-a-secret-of-32-bytes-at-the-least}
unset COMPOSE_FILE DOCKER_CONTEXT
cd "$ROOT/deploy"

missing_for_images() {
  local program
  for program in prometheus alertmanager collector; do
    [ -n "$(program_of $program)" ] || echo "$program (./dibbs telemetry)"
  done
  [ -n "$(newest_postgres)" ] || echo "PostgreSQL"
}

up() {
  local missing begin=$SECONDS
  missing=$(missing_for_engine && missing_for_images)
  [ -z "$missing" ] || not_here "Missing: ${missing//$'\n'/, }. See CONTRIBUTING.md."
  need_jdk
  [ ! -e "$HOME_DIR" ] || down
  start_engine || not_here "No engine can run here: $(tail -n 3 "$HOME_DIR/engine.log")$(stop_engine)"
  say "The engine runs ($((SECONDS - begin)) s)."
  build_stand_ins
  say "The stand-ins are built ($((SECONDS - begin)) s)."
  docker compose --progress quiet build --quiet || die "our images could not be built"
  say "Our images are built ($((SECONDS - begin)) s)."
  docker compose up --detach 2>"$HOME_DIR/up.log" || {
    tail -n 20 "$HOME_DIR/up.log" >&2
    docker compose ps --all >&2
    die "it does not start"
  }
  say "All of it is started ($((SECONDS - begin)) s)."
}

down() {
  stop_engine
}

case ${1:-} in
  get) get_tools ;;
  up) up ;;
  in) inside "${@:2}" ;;
  down) down ;;
  *) die "get, up, in COMMAND or down" ;;
esac
