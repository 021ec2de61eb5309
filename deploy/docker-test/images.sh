# shellcheck shell=bash
# Builds what stands in for the images that cannot be pulled, under their names, from programs of this machine.

PROGRAMS="bash sh env cat cp cut date dirname echo find grep head id ls mkdir mv printf rm sed setpriv sleep sort tail test
  timeout touch tr true chmod chown"

libraries() { # PROGRAM... -> the libraries they are linked with
  ldd "$@" 2>/dev/null | sed -n 's/^.*=> \(\/[^ ]*\) .*/\1/p; s/^\t\(\/[^ ]*\) .*/\1/p' | sort -u
}

put() { # TREE FILE...: the files, and not what they only point to
  local tree=$1 file
  shift
  for file in "$@"; do
    mkdir -p "$tree${file%/*}"
    cp -L "$file" "$tree$file"
  done
}

skeleton() { # TREE
  local name
  for name in bin lib lib64 sbin; do
    mkdir -p "$1/usr/$name"
    ln -sfn "usr/$name" "$1/$name"
  done
  mkdir -p "$1/etc" "$1/root" "$1/var/run" "$1/opt"
  install -d -m 1777 "$1/tmp" "$1/var/tmp"
  printf '%s:x:%s:%s::/:/bin/bash\n' root 0 0 postgres 999 999 app 10001 10001 kafka 1000 1000 >"$1/etc/passwd"
  echo 'hosts: files dns' >"$1/etc/nsswitch.conf"
}

trees() {
  local base=$WORK/base busybox=$WORK/busybox jdk=$WORK/jdk program programs=()
  skeleton "$base"
  for program in $PROGRAMS; do programs+=("$(type -P "$program")"); done
  put "$base" "${programs[@]}"
  # The last two are loaded by name: threads that end, and looking up hosts.
  # shellcheck disable=SC2046
  put "$base" $(libraries "${programs[@]}" "$JDK/bin/java" "$JDK/lib/server/libjvm.so") \
    $(ldconfig -p | sed -n 's/.* => \(.*\/lib\(gcc_s.so.1\|nss_dns.so.2\)\)$/\1/p')
  cp -a "$base" "$jdk"
  mkdir -p "$jdk/opt/java/openjdk"
  tar -c -h -C "$JDK" --exclude ./lib/src.zip --exclude ./man --exclude ./jmods . | tar -x -C "$jdk/opt/java/openjdk"
  skeleton "$busybox"
  cp "$(type -P busybox)" "$busybox/bin/busybox"
  # shellcheck disable=SC2046
  put "$busybox" $(libraries "$(program_of prometheus)" "$(program_of alertmanager)" "$(program_of collector)")
  for program in $(busybox --list); do [ -e "$busybox/bin/$program" ] || ln -s busybox "$busybox/bin/$program"; done
}

postgres_tree() { # TREE: the newest version there is
  local tree=$1 home program
  home=$(newest_postgres)
  mkdir -p "$tree/usr/local/bin" "$tree/usr/share/postgresql" "$tree/usr/lib" "$tree/usr/lib64"
  # For as long as it is filled; the image has these links itself, and a folder would take their place.
  ln -s usr/lib "$tree/lib"
  ln -s usr/lib64 "$tree/lib64"
  for program in postgres initdb pg_ctl psql pg_isready pg_dump pg_restore; do
    put "$tree" "$home/bin/$program"
    ln -s "$home/bin/$program" "$tree/usr/local/bin/$program"
  done
  put "$tree" "$home/lib/plpgsql.so" "$home/lib/dict_snowball.so" "$home/lib/libpqwalreceiver.so"
  # shellcheck disable=SC2046
  put "$tree" $(libraries "$home"/bin/{postgres,initdb,psql,pg_dump})
  rm "$tree/lib" "$tree/lib64"
  cp -rL "/usr/share/postgresql/${home##*/}" "$tree/usr/share/postgresql/"
  cp -rL /usr/share/zoneinfo "$tree/usr/share/"
}

newest_postgres() { # -> its folder, or nothing
  local homes
  homes=$(printf '%s\n' /usr/lib/postgresql/*/bin/postgres | sort -V | tail -n 1)
  [ ! -x "$homes" ] || echo "${homes%/bin/postgres}"
}

context() { # what the stand-ins' Dockerfile copies
  local context=$WORK/context
  cp -r "$HERE/images" "$context"
  mkdir -p "$context/programs" "$context/kafka-libs" "$context/alertmanager-templates" "$context/built"
  cp "$(program_of prometheus)" "$context/programs/prometheus"
  cp "$(program_of alertmanager)" "$context/programs/alertmanager"
  cp "$(program_of collector)" "$context/programs/dibbs-otel-collector"
  cp /usr/share/prometheus/alertmanager/*.tmpl "$context/alertmanager-templates/" 2>/dev/null || true
  cp "$ROOT"/deploy/local/target/lib/*.jar "$ROOT"/deploy/local/target/kafka-tools/*.jar "$context/kafka-libs/"
  (cd "$ROOT" && find . -path '*/target/*.jar' -not -name '*-tests.jar' \( -path '*/target/agent/*' -o \
    -path './deploy/sandbox/target/lib/*' -o -path '*/target/dibbs-*.jar' -not -path '*/target/*/*' \) -print0 |
    xargs -0 cp --parents -t "$context/built")
  postgres_tree "$context/postgres-tree"
}

import() { # TREE NAME
  tar -c -C "$1" . | docker import --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
    "${@:3}" - "stand-in/$2" >/dev/null
}

stand_in() { # STAGE IMAGE
  docker build --quiet --target "$1" --tag "$2" "$WORK/context" >/dev/null
}

build_stand_ins() {
  trees
  context
  import "$WORK/base" base
  import "$WORK/busybox" busybox
  import "$WORK/jdk" jdk --change 'ENV JAVA_HOME=/opt/java/openjdk' \
    --change 'ENV PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
  stand_in temurin "$(argument RUNTIME_IMAGE)"
  stand_in maven "$(argument BUILD_IMAGE)"
  stand_in kafka "apache/kafka:$(setting KAFKA_TAG)"
  stand_in postgres "postgres:$(setting POSTGRES_TAG)"
  stand_in prometheus "prom/prometheus:$(setting PROMETHEUS_TAG)"
  stand_in alertmanager "prom/alertmanager:$(setting ALERTMANAGER_TAG)"
  stand_in collector "otel/opentelemetry-collector-contrib:$(setting OTEL_COLLECTOR_TAG)"
  stand_in grafana "grafana/grafana:$(setting GRAFANA_TAG)"
  stand_in jaeger "jaegertracing/jaeger:$(setting JAEGER_TAG)"
  rm -rf "${WORK:?}"/{base,busybox,jdk,context}
}

setting() { # NAME -> its value in deploy/.env
  sed -n "s/^$1=//p" "$ROOT/deploy/.env"
}

argument() { # NAME -> its default in deploy/Dockerfile
  sed -n "s/^ARG $1=//p" "$ROOT/deploy/Dockerfile"
}
