#!/usr/bin/env bash
# Gives the broker the topics of the exchange before anything else starts, or the settings of today where it has them
# already. With --plan it only prints them; a test compares them with Topics.plan. Tells and exits 1 where it cannot.
set -euo pipefail
# So that a wrong setting ends it within $(…), too.
shopt -s inherit_errexit

BROKER=${KAFKA_BOOTSTRAP_SERVERS:-kafka:9092}
KAFKA_BIN=${KAFKA_BIN:-/opt/kafka/bin}
# A file with Kafka's settings for a broker that speaks TLS or wants a password; none where that is not set.
ACCESS=(--bootstrap-server "$BROKER" ${KAFKA_COMMAND_CONFIG:+--command-config "$KAFKA_COMMAND_CONFIG"})
PARTITIONS=${DIBBS_PARTITIONS:-12}
REPLICAS=${DIBBS_REPLICAS:-1}
MAX_RECORD_BYTES=35651584
WEEK=604800000

milliseconds() { # NAME TIME
  local unit
  if ! [[ $2 =~ ^([1-9][0-9]{0,8})([smhd])$ ]]; then
    echo "topics: $1 is '$2', expected a time such as 7d, 12h or 30s" >&2
    exit 1
  fi
  case ${BASH_REMATCH[2]} in d) unit=86400000 ;; h) unit=3600000 ;; m) unit=60000 ;; s) unit=1000 ;; esac
  echo $((BASH_REMATCH[1] * unit))
}

topic() { # NAME PARTITIONS RETENTION_MS [MAX_MESSAGE_BYTES]
  local segment=$(($3 / 7))
  # Records are deleted in pieces of this length, so they are kept for longer than they have to be by that much at most.
  [ "$segment" -ge 1000 ] || segment=1000
  [ "$segment" -le "$WEEK" ] || segment=$WEEK
  # No limit of size: it would delete what was accepted and not worked on yet. Times are the broker's: a sender's clock
  # that is behind would have its messages deleted before they are worked on.
  echo "$1 $2 retention.ms=$3,retention.bytes=-1,segment.ms=$segment,message.timestamp.type=LogAppendTime${4:+,max.message.bytes=$4}"
}

plan() {
  local bodies dead events
  bodies=$(milliseconds BODY_RETENTION "${BODY_RETENTION:-7d}")
  dead=$(milliseconds DEAD_LETTER_RETENTION "${DEAD_LETTER_RETENTION:-90d}")
  events=$(milliseconds EVENT_RETENTION "${EVENT_RETENTION:-90d}")
  topic dibbs-submissions "$PARTITIONS" "$bodies" "$MAX_RECORD_BYTES"
  topic dibbs-results "$PARTITIONS" "$bodies" "$MAX_RECORD_BYTES"
  topic dibbs-progress "$PARTITIONS" 3600000 "$MAX_RECORD_BYTES"
  topic dibbs-submission-events "$PARTITIONS" "$events"
  topic dibbs-checkpoints "$PARTITIONS" "$bodies" "$MAX_RECORD_BYTES"
  topic dibbs-dead-letters 1 "$dead" "$MAX_RECORD_BYTES"
  topic dibbs-audit 1 "$events"
  topic dibbs-caller-use 1 3600000
  echo "dibbs-keys 1 cleanup.policy=compact"
}

create() { # NAME PARTITIONS CONFIGS
  local config arguments=()
  for config in ${3//,/ }; do arguments+=(--config "$config"); done
  "$KAFKA_BIN/kafka-topics.sh" "${ACCESS[@]}" --create --if-not-exists --topic "$1" \
    --partitions "$2" --replication-factor "$REPLICAS" "${arguments[@]}"
}

change() { # NAME PARTITIONS CONFIGS PARTITIONS-NOW: partitions are never taken away, as Kafka cannot
  "$KAFKA_BIN/kafka-configs.sh" "${ACCESS[@]}" --alter --entity-type topics --entity-name "$1" \
    --add-config "$3"
  if [ "$4" -lt "$2" ]; then
    "$KAFKA_BIN/kafka-topics.sh" "${ACCESS[@]}" --alter --topic "$1" --partitions "$2"
  fi
}

is_right() { # DESCRIPTION PARTITIONS CONFIGS PARTITIONS-NOW
  local config
  for config in ${3//,/ }; do
    case ",${1##*Configs: }," in *",$config,"*) ;; *) return 1 ;; esac
  done
  [ "$4" -ge "$2" ]
}

PLAN=$(plan)
if [ "${1:-}" = --plan ]; then
  echo "$PLAN"
  exit
fi
# One question for all of them: each of Kafka's tools takes seconds to start.
PRESENT=$("$KAFKA_BIN/kafka-topics.sh" "${ACCESS[@]}" --describe)
while read -r name partitions configs; do
  description=$(sed -n "/^Topic: ${name}[[:space:]].*PartitionCount/p" <<<"$PRESENT")
  now=$(sed -n 's/.*PartitionCount: *\([0-9]*\).*/\1/p' <<<"$description")
  # </dev/null, or the commands read the plan away.
  if [ -z "$description" ]; then
    create "$name" "$partitions" "$configs" </dev/null
  elif ! is_right "$description" "$partitions" "$configs" "$now"; then
    change "$name" "$partitions" "$configs" "$now" </dev/null
  fi
done <<<"$PLAN"
echo "topics: the broker has them all"
