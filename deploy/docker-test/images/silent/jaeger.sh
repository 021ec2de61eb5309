#!/bin/sh
# Stands in for Jaeger: takes traces on its ports, and answers its health check.
set -eu
mkdir -p /tmp/www
echo 'A stand-in for Jaeger' >/tmp/www/index.html
busybox httpd -p 16686 -h /tmp/www
exec dibbs-otel-collector --config=/etc/stand-in/jaeger.yaml
