package org.dibbs.orchestration.gateway.security;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.dibbs.orchestration.security.ApiKey;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.StoredKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys there are, as their topic has them.
 */
final class KeyDirectory {

	/** What the secret of a key is compared with that is not there: takes as long. */
	private static final byte[] NOBODY = new byte[32];

	private final Map<String, StoredKey> keys = new ConcurrentHashMap<>();

	private final InstantSource clock;

	private volatile boolean complete;

	KeyDirectory(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Takes a record of the topic. One that cannot be read closes its key. What was
	 * revoked once stays so, or its key would count for a moment when the topic is read
	 * again.
	 * @param id the record's key
	 * @param value its value, or null where the key is deleted
	 */
	void put(String id, byte @Nullable [] value) {
		StoredKey known = this.keys.get(id);
		if (known != null && known.revoked()) {
			return;
		}
		StoredKey key = (value != null) ? StoredKey.decode(value) : null;
		if (key != null && key.id().equals(id)) {
			this.keys.put(id, key);
		}
		else {
			this.keys.remove(id);
		}
	}

	/** All is read that was on the topic when the front door started. */
	void complete() {
		this.complete = true;
	}

	/**
	 * Whether a key that is not here does not exist.
	 * @return false while the topic has not been read
	 */
	boolean isComplete() {
		return this.complete;
	}

	/**
	 * Who has a key.
	 * @param text what a caller sent
	 * @return the caller, or null where it is no key that counts
	 */
	@Nullable Caller find(String text) {
		ApiKey sent = ApiKey.parse(text);
		if (sent == null) {
			return null;
		}
		StoredKey stored = this.keys.get(sent.id());
		boolean same = sent.hasHash((stored != null) ? stored.hashBytes() : NOBODY);
		return (same && stored != null && stored.isValid(this.clock.instant())) ? stored.caller() : null;
	}

}
