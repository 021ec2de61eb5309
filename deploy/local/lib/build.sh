# shellcheck shell=bash
# Builds what is missing or older than its sources, and gives each stack its own copy to run from, so that a build beside
# a running stack does not pull the jars from under it.

module_of() {
	case $1 in
		broker) echo deploy/local ;;
		sandbox | bench) echo "deploy/$1" ;;
		*) kind_of "$1" ;;
	esac
}

jar_of() { # NAME -> its newest jar, or nothing
	local module jar newest=""
	module=$(module_of "$1")
	for jar in "$ROOT/$module/target/dibbs-${module##*/}"-[0-9]*.jar; do
		case $jar in *-sources.jar | *-tests.jar | *-javadoc.jar) continue ;; esac
		if [ -f "$jar" ] && { [ -z "$newest" ] || [ "$jar" -nt "$newest" ]; }; then newest=$jar; fi
	done
	echo "$newest"
}

AGENT=$ROOT/deploy/local/target/agent/opentelemetry-javaagent.jar
EXTENSION=$ROOT/deploy/agent/target/dibbs-agent-extension.jar
BUILT=$ROOT/deploy/local/target/built-by-dibbs

newer_source() { # JAR, sources... -> one source that is newer than the jar and than our last build
	local jar=$1
	shift
	if [ -f "$BUILT" ]; then
		find "$@" -type f -newer "$jar" -newer "$BUILT" 2>/dev/null || true
	else
		find "$@" -type f -newer "$jar" 2>/dev/null || true
	fi
}

why_build() { # [NAME...], what is needed beside the stack: says what is to be built, or nothing
	local name jar module changed
	for name in broker sandbox orchestrator gateway "$@"; do
		jar=$(jar_of "$name") module=$ROOT/$(module_of "$name")
		if [ -z "$jar" ]; then
			echo "$name has not been built yet"
			return
		fi
		changed=$(newer_source "$jar" "$module/pom.xml" "$module/src/main" "$ROOT/pom.xml" "$ROOT/common/pom.xml" \
			"$ROOT/common/src/main")
		if [ -n "$changed" ]; then
			changed=${changed%%$'\n'*}
			echo "${changed#"$ROOT"/} has changed"
			return
		fi
	done
	if [ ! -f "$AGENT" ]; then
		echo "the OpenTelemetry agent has not been fetched yet"
	elif [ ! -f "$EXTENSION" ]; then
		echo "the extension of the OpenTelemetry agent has not been built yet"
	else
		changed=$(newer_source "$EXTENSION" "$ROOT/deploy/agent/pom.xml" "$ROOT/deploy/agent/src/main")
		changed=${changed%%$'\n'*}
		[ -z "$changed" ] || echo "${changed#"$ROOT"/} has changed"
	fi
}

build_if_needed() { # [NAME...], what is needed beside the stack
	local why begin=$SECONDS
	why=$(why_build "$@")
	[ -n "$why" ] || return 0
	say "Building: $why."
	[ -f "$BUILT" ] || say "The first build on a machine fetches some hundred MB and takes minutes."
	mkdir -p "${BUILT%/*}"
	touch "$BUILT.begun"
	maven -q package -DskipTests ||
		die "the build failed, its messages are above. 'mvn package -DskipTests' in $ROOT repeats it."
	mv "$BUILT.begun" "$BUILT"
	say "Built in $((SECONDS - begin)) s."
}

is_prepared() { # HOME, what it is made from
	[ -f "$1/.prepared" ] && [ -z "$(find "${@:2}" -newer "$1/.prepared")" ]
}

prepare() { # NAME: the stack's own copy of what it runs
	local jar home=$DATA/app/$1 first
	jar=$(jar_of "$1")
	[ -n "$jar" ] || die "$1 has not been built: there is no jar in $(module_of "$1")/target. Leave out --no-build."
	local from=("$jar")
	case $1 in
		gateway* | orchestrator*)
			[ ! -f "$AGENT" ] || from+=("$AGENT")
			[ ! -f "$EXTENSION" ] || from+=("$EXTENSION")
			;;
		*) [ ! -d "${jar%/*}/lib" ] || from+=("${jar%/*}/lib") ;;
	esac
	if is_prepared "$home" "${from[@]}"; then return 0; fi
	rm -rf "$home"
	first=$DATA/app/$(kind_of "$1")
	if [ "$first" != "$home" ] && is_prepared "$first" "${from[@]}"; then
		cp -R "$first" "$home"
		return
	fi
	mkdir -p "$home"
	touch "$home/.begun"
	case $1 in
		gateway* | orchestrator*)
			"$JDK/bin/java" -Xshare:auto -XX:TieredStopAtLevel=1 -Djarmode=tools -jar "$jar" extract --destination "$home" \
				--force >"$home/.unpacked" 2>&1 || die "$jar could not be unpacked: $(tail -n 5 "$home/.unpacked")"
			[ ! -f "$AGENT" ] || cp "$AGENT" "$home/opentelemetry-javaagent.jar"
			[ ! -f "$EXTENSION" ] || cp "$EXTENSION" "$home/agent-extension.jar"
			;;
		*) cp -R "${from[@]}" "$home/" ;;
	esac
	mv "$home/.begun" "$home/.prepared"
}
