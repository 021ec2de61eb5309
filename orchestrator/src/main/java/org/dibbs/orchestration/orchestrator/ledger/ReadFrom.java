package org.dibbs.orchestration.orchestrator.ledger;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the events of a partition are read on.
 */
final class ReadFrom {

	private static final Logger logger = LoggerFactory.getLogger(ReadFrom.class);

	private ReadFrom() {
	}

	/**
	 * The offset to read on from.
	 * @param partition the partition
	 * @param written up to where it is in the ledger; null where nothing is
	 * @param begin its first offset in Kafka
	 * @param end the offset behind its last event
	 * @return an offset from begin to end
	 */
	static long next(TopicPartition partition, @Nullable Long written, long begin, long end) {
		if (written == null || (written < begin && written == 0)) {
			return begin;
		}
		if (written < begin) {
			logger.warn("The events {} to {} of {} were deleted before they were in the ledger", written, begin,
					partition);
			return begin;
		}
		if (written > end) {
			logger.warn("{} ends before {}, up to where it is in the ledger; it is read from its beginning", partition,
					written);
			return begin;
		}
		return written;
	}

}
