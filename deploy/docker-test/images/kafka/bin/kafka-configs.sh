#!/bin/bash
# shellcheck disable=SC2086
exec java ${KAFKA_HEAP_OPTS:--Xmx256m} -XX:TieredStopAtLevel=1 -cp '/etc/kafka/docker:/opt/kafka/libs/*' kafka.admin.ConfigCommand "$@"
