# shellcheck shell=bash
# Finds the newest JDK from 21 on, and a Maven that can build with it. Sourced by ./dibbs and .ci/run.

JDK_AT_LEAST=21

jdk_version() { # HOME -> 25.0.3, or nothing where there is no JDK
	[ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
	if [ -r "$1/release" ]; then
		sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9._]*\).*/\1/p' "$1/release"
	else
		"$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9._]*\).*/\1/p'
	fi
}

jdk_rank() { # 25.0.3 -> 25000003, so that versions compare as numbers
	local major minor patch
	IFS='._' read -r major minor patch _ <<<"$1"
	echo $((10#${major:-0} * 1000000 + 10#${minor:-0} * 1000 + 10#${patch:-0}))
}

jdk_candidates() {
	local path_java
	[ -z "${JAVA_HOME:-}" ] || echo "$JAVA_HOME"
	path_java=$(command -v java || true)
	if [ -n "$path_java" ]; then
		path_java=$(readlink -f "$path_java" 2>/dev/null || echo "$path_java")
		dirname "$(dirname "$path_java")"
	fi
	local home
	for home in /usr/lib/jvm/* /opt/* "${HOME:-/none}"/.sdkman/candidates/java/* "${HOME:-/none}"/.jdks/* \
		/Library/Java/JavaVirtualMachines/*/Contents/Home; do
		[ ! -d "$home" ] || echo "$home"
	done
}

# Sets JDK and JDK_VERSION; JDK is empty where none is new enough, JDKS_SEEN says which ones were seen.
find_jdk() {
	local home version best=0 rank
	JDK="" JDK_VERSION="" JDKS_SEEN=""
	while IFS= read -r home; do
		version=$(jdk_version "$home")
		[ -n "$version" ] || continue
		JDKS_SEEN="$JDKS_SEEN $version ($home)"
		rank=$(jdk_rank "$version")
		if [ "$rank" -gt "$best" ] && [ "${version%%[._]*}" -ge "$JDK_AT_LEAST" ]; then
			best=$rank JDK=$home JDK_VERSION=$version
		fi
	done < <(jdk_candidates)
}

need_jdk() {
	find_jdk
	[ -n "$JDK" ] || die "no JDK $JDK_AT_LEAST or newer was found in JAVA_HOME, on the PATH, in /usr/lib/jvm, /opt," \
		"${HOME:-}/.sdkman/candidates/java, ${HOME:-}/.jdks or /Library/Java/JavaVirtualMachines." \
		"Seen:${JDKS_SEEN:- none}." \
		"Install one, e.g. 'apt-get install openjdk-21-jdk' or from https://adoptium.net, or set JAVA_HOME."
}

MAVEN_AT_LEAST=3.8.5

maven_version() { # ABOUT, as mvn -v prints it -> 3.9.11
	sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p' <<<"$1"
}

maven_is_old() { # VERSION
	[ "$(jdk_rank "$1")" -lt "$(jdk_rank $MAVEN_AT_LEAST)" ]
}

# Runs Maven on the JDK it would take itself, or on ours where that one is too old; compiling and testing is done with
# ours in either case (the toolchain plugin reads JAVA<n>_HOME).
maven() {
	local about version java
	command -v mvn >/dev/null || die "Maven is missing ('mvn' is not on the PATH). Install Maven $MAVEN_AT_LEAST or newer," \
		"e.g. 'apt-get install maven' or from https://maven.apache.org/download.cgi."
	about=$(mvn -v 2>&1) || die "Maven does not run: $about"
	version=$(maven_version "$about")
	java=$(sed -n 's/^Java version: \([0-9._]*\).*/\1/p' <<<"$about")
	if maven_is_old "$version"; then
		die "Maven $version is too old, $MAVEN_AT_LEAST or newer is needed ($(command -v mvn))."
	fi
	export "JAVA${JDK_VERSION%%[._]*}_HOME=$JDK"
	if [ "$(jdk_rank "$java")" -lt "$(jdk_rank 17)" ]; then
		say "Maven would run on Java $java, which is too old for it here; it runs on $JDK_VERSION ($JDK) instead."
		export JAVA_HOME=$JDK
	fi
	[ -t 1 ] || set -- -Dstyle.color=never "$@"
	(cd "$ROOT" && exec mvn -B -ntp "$@")
}
