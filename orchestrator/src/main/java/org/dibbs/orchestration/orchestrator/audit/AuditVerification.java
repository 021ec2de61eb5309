package org.dibbs.orchestration.orchestrator.audit;

import org.jspecify.annotations.Nullable;

/**
 * What came of looking at a part of the chain.
 *
 * @param from the number of the first entry that was looked at
 * @param to the number of the last one that is as it was written; from - 1 where none is
 * @param hash the hash of that
 * @param brokenAt the number of the first entry that is not as it was written or is
 * missing; null where all are
 * @param last the number that the last entry of the chain has
 */
record AuditVerification(long from, long to, String hash, @Nullable Long brokenAt, long last) {

	boolean isIntact() {
		return this.brokenAt == null;
	}

	/** Where to go on; null where there is nothing more to look at. */
	@Nullable Long next() {
		return (isIntact() && this.to < this.last) ? this.to + 1 : null;
	}

}
