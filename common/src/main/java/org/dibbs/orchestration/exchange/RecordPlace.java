package org.dibbs.orchestration.exchange;

/**
 * Where a record lies in Kafka.
 *
 * @param topic its topic
 * @param partition its partition, from 0
 * @param offset its offset, from 0
 */
public record RecordPlace(String topic, int partition, long offset) {

	/**
	 * The place as headers and answers have it.
	 * @return topic, partition and offset with slashes between
	 */
	@Override
	public String toString() {
		return this.topic + "/" + this.partition + "/" + this.offset;
	}

}
