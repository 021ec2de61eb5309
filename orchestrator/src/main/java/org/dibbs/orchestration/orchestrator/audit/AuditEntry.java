package org.dibbs.orchestration.orchestrator.audit;

import org.dibbs.orchestration.audit.AuditRecord;

/**
 * A record in the chain.
 *
 * @param number its place, from 1
 * @param record what it tells
 * @param previousHash the hash of the entry before it
 * @param hash its own
 */
record AuditEntry(long number, AuditRecord record, String previousHash, String hash) {

	static AuditEntry after(long lastNumber, String lastHash, AuditRecord record) {
		return new AuditEntry(lastNumber + 1, record, lastHash, AuditHash.of(lastNumber + 1, record, lastHash));
	}

	/**
	 * Whether it is as it was written, behind the one it was written behind.
	 * @param lastNumber the number of the entry before it
	 * @param lastHash the hash of that
	 * @return false where something was changed, taken out or put in
	 */
	boolean follows(long lastNumber, String lastHash) {
		return this.number == lastNumber + 1 && this.previousHash.equals(lastHash)
				&& this.hash.equals(AuditHash.of(this.number, this.record, this.previousHash));
	}

}
