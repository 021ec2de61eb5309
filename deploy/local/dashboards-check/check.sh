#!/usr/bin/env bash
# Compares dashboards/*.json with Grafana's own types. Usage: check.sh FOLDER, which holds what is got and made for it.
# Ends with 0 where all fit, 1 where one does not, 75 where it cannot be told.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

unknown() {
	printf 'THE DASHBOARDS ARE NOT COMPARED WITH THE TYPES OF GRAFANA: %s\n' "$*"
	exit 75
}

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then unknown "there is no node with npm"; fi
[ "$(node -p 'Number(process.versions.node.split(".")[0]) >= 18')" = true ] || unknown "node $(node -v) is older than 18"
mkdir -p "$1"
cp "$HERE/package.json" "$HERE/schema.ts" "$1/"
cd "$1"
# Exact versions, and no lock file: that would name the registry, which differs from place to place.
if ! cmp -s package.json node_modules/.got; then
	timeout 120 npm install --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error >npm.log 2>&1 ||
		unknown "npm could not get them: $(tail -n 3 npm.log)"
	cp package.json node_modules/.got
fi
find . -maxdepth 1 -name '*.ts' ! -name schema.ts -delete
node "$HERE/generate.mjs" "$HERE/../../../dashboards" .
node_modules/.bin/tsc --noEmit --strict --skipLibCheck --target es2022 --module esnext --moduleResolution bundler ./*.ts
