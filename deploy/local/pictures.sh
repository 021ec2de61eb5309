#!/usr/bin/env bash
# Draws the pictures of docs/dashboards.md anew: runs the test of the watched stack, which lets messages go on for some more
# minutes then, and has it draw what its Prometheus has. Takes about seven minutes and needs what './dibbs telemetry' gets.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exec mvn -q verify -Dtest=NoUnitTests -Dsurefire.failIfNoSpecifiedTests=false \
	-Dit.test=WatchedStackIntegrationTests -Dfailsafe.failIfNoSpecifiedTests=false -Ddibbs.pictures="$PWD/docs/pictures"
