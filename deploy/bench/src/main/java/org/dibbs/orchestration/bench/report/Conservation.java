package org.dibbs.orchestration.bench.report;

/**
 * What became of all messages of a kind, by the ledger, when nothing was under way any
 * more.
 *
 * @param kind the kind of message
 * @param target the stack
 * @param accepted how many had a good answer
 * @param succeeded how many the ledger knows as well ended
 * @param unfinished how many it knows as not ended
 * @param failed how many it knows as failed
 */
public record Conservation(String kind, String target, long accepted, long succeeded, long unfinished, long failed) {

	/**
	 * How many messages were accepted and have no end.
	 * @return 0 where all is well
	 */
	public long lost() {
		return Math.max(this.accepted - this.succeeded - this.failed, this.unfinished);
	}

	/**
	 * Whether all is well.
	 * @return true if none was lost and none failed
	 */
	public boolean holds() {
		return lost() <= 0 && this.failed == 0;
	}

}
