#!/bin/sh
# Reads alertmanager.yaml, writes it with the webhooks of the environment in it; Alertmanager itself reads no environment.
# A webhook that is not set is left out. Needs no more than a busybox, so that it runs in Alertmanager's own image:
#   render.sh <alertmanager.yaml >/tmp/alertmanager.yaml && exec alertmanager --config.file=/tmp/alertmanager.yaml
set -eu

edit() { # KIND URL -> an expression for sed
	if [ -z "$2" ]; then
		echo "/# ALERT_$1_WEBHOOK\$/d"
	else
		printf '%s\n' "s|http://[a-z]*\.invalid/ # ALERT_$1_WEBHOOK\$|'$(printf %s "$2" | sed "s/'/''/g; s/[\\\\&|]/\\\\&/g")'|"
	fi
}

exec sed -e "$(edit PAGE "${ALERT_PAGE_WEBHOOK:-}")" -e "$(edit TICKET "${ALERT_TICKET_WEBHOOK:-}")" \
	-e "$(edit WATCHDOG "${ALERT_WATCHDOG_WEBHOOK:-}")"
