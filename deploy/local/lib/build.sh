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
BOOT_CLASS_PATH=-Xbootclasspath/a:opentelemetry-javaagent.jar
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
	local why name jar pid made="" begin=$SECONDS
	why=$(why_build "$@")
	[ -n "$why" ] || return 0
	say "Building: $why."
	[ -f "$BUILT" ] || say "The first build on a machine fetches some hundred MB and takes minutes."
	mkdir -p "${BUILT%/*}"
	touch "$BUILT.begun"
	maven -q package -DskipTests ||
		die "the build failed, its messages are above. 'mvn package -DskipTests' in $ROOT repeats it."
	mv "$BUILT.begun" "$BUILT"
	for name in gateway orchestrator; do
		jar=$(jar_of "$name")
		unpack "$jar" "${jar%/*}/app" &
		made="$made $!"
	done
	for pid in $made; do wait "$pid" || exit 1; done
	say "Built in $((SECONDS - begin)) s."
}

is_prepared() { # HOME, what it is made from
	[ -f "$1/.prepared" ] && [ -z "$(find "${@:2}" -newer "$1/.prepared")" ]
}

# The JVM reads, checks and links some 10,000 classes of an application anew with each start. A run that ends as soon as the
# application is put together, before it opens a port or asks Kafka, leaves them in an archive (JEP 350). It runs without
# the agent, because what an agent may change is not archived, but with all that an agent brings along. The JVM looks for
# what it archived where it was, so all paths are relative. Without an archive the start only takes longer.
archive_classes() { # HOME of an application
	local scratch
	scratch=$(mktemp -d)
	(cd "$1" && exec env -i PATH="$PATH" DIBBS_DATA="$scratch" AUTHENTICATION=none GATEWAY_HOST=127.0.0.1 \
		ORCHESTRATOR_HOST=127.0.0.1 LOG_FORMAT=text "$JDK/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx320m \
		-XX:ArchiveClassesAtExit=classes.jsa --add-modules java.instrument "$BOOT_CLASS_PATH" \
		-Dspring.context.exit=onRefresh -jar dibbs-*.jar) >"$1/.archived" 2>&1 || rm -f "$1/classes.jsa"
	rm -rf "$scratch"
}

is_unpacked() { # FOLDER JAR
	is_prepared "$1" "$2" "$AGENT" "$EXTENSION" && [ "$(cat "$1/.jdk")" = "$JDK $JDK_VERSION" ]
}

# An application as it runs, made once for all stacks: without the jar around it, and with the agent beside it.
unpack() { # JAR FOLDER
	local made=$2.$BASHPID left
	! is_unpacked "$2" "$1" || return 0
	for left in "$2".*; do # of one that was killed
		kill -0 "${left##*.}" 2>/dev/null || rm -rf "$left"
	done
	mkdir -p "$made"
	touch "$made/.begun"
	"$JDK/bin/java" -Xshare:auto -XX:TieredStopAtLevel=1 -Djarmode=tools -jar "$1" extract --destination "$made" --force \
		>"$made/.unpacked" 2>&1 || die "$1 could not be unpacked: $(tail -n 5 "$made/.unpacked")"
	cp "$AGENT" "$made/opentelemetry-javaagent.jar"
	cp "$EXTENSION" "$made/agent-extension.jar"
	archive_classes "$made"
	echo "$JDK $JDK_VERSION" >"$made/.jdk"
	mv "$made/.begun" "$made/.prepared"
	if ! is_unpacked "$2" "$1"; then # somebody else may have been as fast
		rm -rf "$2"
		mv "$made" "$2"
	fi
	rm -rf "$made" "$2/${made##*/}"
}

# Links are enough: nothing changes these files, and the next build makes new ones.
link() { # FROM TO
	rm -rf "$2" "$2.new"
	cp -Rpl "$1" "$2.new" 2>/dev/null || { rm -rf "$2.new" && cp -Rp "$1" "$2.new"; }
	mv "$2.new" "$2"
}

prepare() { # NAME: the stack's own copy of what it runs
	local jar app from home=$DATA/app/$1
	jar=$(jar_of "$1")
	[ -n "$jar" ] || die "$1 has not been built: there is no jar in $(module_of "$1")/target. Leave out --no-build."
	case $1 in
		gateway* | orchestrator*)
			[ -f "$AGENT" ] && [ -f "$EXTENSION" ] || die "$AGENT or $EXTENSION is missing. Leave out --no-build."
			app=${jar%/*}/app
			if [ ! -w "${jar%/*}" ] && ! is_unpacked "$app" "$jar"; then # somebody else's checkout
				unpack "$jar" "$home"
			else
				unpack "$jar" "$app"
				is_prepared "$home" "$app/.prepared" || link "$app" "$home"
			fi
			return
			;;
	esac
	from=("$jar")
	[ ! -d "${jar%/*}/lib" ] || from+=("${jar%/*}/lib")
	! is_prepared "$home" "${from[@]}" || return 0
	rm -rf "$home"
	mkdir -p "$home"
	touch "$home/.begun"
	cp -R "${from[@]}" "$home/"
	mv "$home/.begun" "$home/.prepared"
}
