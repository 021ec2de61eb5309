# shellcheck shell=bash
# A Docker engine of the test's own, in namespaces of its own: its networks, rules and mounts are not this machine's, no
# engine that runs here is disturbed, and all of it is gone with one process. What runs in it is reached by `inside`.

missing_for_engine() { # -> a line for each thing without which none can run
  local program
  [ "$(uname)" = Linux ] || echo "not Linux"
  [ "$(id -u)" = 0 ] || echo "root's rights"
  for program in dockerd docker iptables unshare nsenter ip curl busybox setpriv; do
    type -P "$program" >/dev/null || echo "$program"
  done
  for program in compose buildx; do
    docker "$program" version >/dev/null 2>&1 || echo "docker $program"
  done
}

start_engine() { # may fail where the machine does not let an engine run
  mkdir -p "$HOME_DIR"
  unshare --net --mount --pid --fork --kill-child --mount-proc bash -c 'ip link set lo up && exec "$@"' engine \
    dockerd --data-root "$HOME_DIR/data" --exec-root "$HOME_DIR/exec" --pidfile "$HOME_DIR/dockerd.pid" --host "$DOCKER_HOST" \
    >"$HOME_DIR/engine.log" 2>&1 </dev/null &
  echo $! >"$HOME_DIR/engine.pid"
  local tries
  for ((tries = 0; tries < 150; tries++)); do
    if docker version >/dev/null 2>&1; then return; fi
    engine_runs || return 1
    sleep 0.2
  done
  return 1
}

engine_runs() {
  local pid
  pid=$(cat "$HOME_DIR/engine.pid" 2>/dev/null) || return 1
  # Pids are used again.
  [[ $(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null) == *" --host $DOCKER_HOST "* ]]
}

stop_engine() { # with all its containers, as the first process of their namespace ends
  local pid
  if engine_runs; then
    pid=$(cat "$HOME_DIR/engine.pid")
    kill -KILL "$pid"
    while [ -d "/proc/$pid" ] && [[ $(cat "/proc/$pid/stat" 2>/dev/null) != *") Z "* ]]; do sleep 0.1; done
  fi
  # Mounts go with their namespace, which takes a moment.
  local tries
  for ((tries = 0; tries < 50; tries++)); do
    if rm -rf "$HOME_DIR" 2>/dev/null; then return; fi
    sleep 0.2
  done
  rm -rf "$HOME_DIR"
}

inside() { # COMMAND...: where the published ports are
  local engine
  engine=$(cat "$HOME_DIR/engine.pid")
  # The namespaces are those of its child.
  nsenter --target "$(tr -d ' ' <"/proc/$engine/task/$engine/children")" --net -- "$@"
}
