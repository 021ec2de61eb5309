# shellcheck shell=bash
# Gets the programs of the test: packages of this machine's Debian or Ubuntu, and where those have no Docker Compose that
# is new enough, the plugins of Debian 13, which run on any system with glibc 2.34.

PLUGIN_SUITE=trixie

get_tools() {
  local missing
  missing=$(missing_packages)
  if [ -n "$missing" ]; then
    command -v apt-get >/dev/null || die "there is no apt-get to get these with: $missing"
    say "Installing $missing"
    apt-get update -qq || warn "The package lists could not be updated, trying with those that are there."
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
  fi
  if compose_is_there; then return; fi
  get_plugins || die "Docker Compose could not be had"
  say "Docker Compose is there: $(docker compose version --short)."
}

missing_packages() {
  local pair missing=""
  for pair in dockerd:docker.io iptables:iptables busybox:busybox-static curl:curl; do
    type -P "${pair%%:*}" >/dev/null || missing="$missing ${pair##*:}"
  done
  echo "${missing# }"
}

compose_is_there() { # 2.24 or newer, with buildx
  local version
  version=$(docker compose version --short 2>/dev/null) || return 1
  docker buildx version >/dev/null 2>&1 && [ "$(jdk_rank "${version#v}")" -ge "$(jdk_rank 2.24.0)" ]
}

get_plugins() { # with package lists of their own, so that nothing else comes from there
  local lists=$PLUGINS/apt options
  mkdir -p "$lists/lists/partial" "$lists/archives/partial" "$PLUGINS/cli-plugins"
  sed -n "s#^\(deb\|URIs:\) .*\(https\?://[^ ]*/debian\)/\? *.*#\2#p; s#^URIs: *\(https\?://[^ ]*/debian\)/\?\$#\1#p" \
    /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1 >"$lists/where"
  [ -s "$lists/where" ] || return 1
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(cat "$lists/where") $PLUGIN_SUITE main" >"$lists/list"
  options=(-o "Dir::Etc::sourcelist=$lists/list" -o Dir::Etc::sourceparts=/dev/null -o "Dir::State::lists=$lists/lists"
    -o "Dir::Cache=$lists" -o Acquire::Languages=none -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false
    -o APT::Sandbox::User=root)
  apt-get "${options[@]}" update -qq || return 1
  (cd "$lists" && apt-get "${options[@]}" download -qq docker-compose docker-buildx) || return 1
  for package in "$lists"/*.deb; do dpkg -x "$package" "$lists/unpacked" || return 1; done
  mv "$lists"/unpacked/usr/libexec/docker/cli-plugins/* "$PLUGINS/cli-plugins/"
  rm -rf "$lists"
}
