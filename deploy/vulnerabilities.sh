#!/bin/bash
# Compares what the jars are made of with what is known of vulnerabilities, by osv-scanner, grype or trivy, whichever is on the
# PATH. Each needs its data: from the internet, or beforehand as its manual says. Ends with 1 where something was found, with 2
# where nothing could be compared.
# Usage: mvn -DskipTests package && deploy/vulnerabilities.sh
set -euo pipefail
cd "$(dirname "$0")/.."

lists=()
for list in {gateway,orchestrator,deploy/sandbox,deploy/local}/target/classes/META-INF/sbom/application.cdx.json; do
	if [ ! -f "$list" ]; then
		echo "$list is not there; 'mvn -DskipTests package' makes it." >&2
		exit 2
	fi
	lists+=("$list")
done

compare() { # LIST
	if command -v osv-scanner >/dev/null; then
		osv-scanner scan source --sbom "$1"
	elif command -v grype >/dev/null; then
		grype "sbom:$1" --fail-on low
	elif command -v trivy >/dev/null; then
		trivy sbom --exit-code 1 "$1"
	else
		echo "None of osv-scanner, grype and trivy is on the PATH; nothing was compared." >&2
		return 2
	fi
}

worst=0
for list in "${lists[@]}"; do
	echo "== $list"
	status=0
	compare "$list" || status=$?
	[ "$status" -ne 2 ] || exit 2
	[ "$status" -eq 0 ] || worst=1
done
exit "$worst"
