package org.dibbs.orchestration.gateway.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.InternalSecret;
import org.dibbs.orchestration.security.InternalToken;
import org.jspecify.annotations.Nullable;

/**
 * The tokens by which workers know that a front door calls, and for whom. Each is used
 * for half the time that it counts, so that a call costs no signature. Safe for all
 * threads.
 */
public final class InternalTokens {

	private static final Duration USED = InternalToken.LIFETIME.dividedBy(2);

	/** Some megabytes; who exceeds it has them signed anew. */
	private static final int MOST = 10_000;

	private final @Nullable InternalSecret secret;

	private final InstantSource clock;

	private final Map<Caller, Signed> signed = new ConcurrentHashMap<>();

	/**
	 * Makes the tokens' maker.
	 * @param setting what workers have, too; blank where they ask nobody
	 * @param clock what time it is
	 */
	public InternalTokens(String setting, InstantSource clock) {
		this.secret = secret(setting);
		this.clock = clock;
	}

	private static @Nullable InternalSecret secret(String setting) {
		try {
			return InternalSecret.of("INTERNAL_SECRET", setting);
		}
		catch (IllegalArgumentException ex) {
			throw new InternalSecretException(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Whether workers can know for whom they are called.
	 * @return false where nothing is shared with them
	 */
	public boolean areMade() {
		return this.secret != null;
	}

	/**
	 * What a call for somebody has to have.
	 * @param caller for whom a worker is called
	 * @return the token; null where nothing is shared with workers
	 */
	public @Nullable String of(Caller caller) {
		InternalSecret shared = this.secret;
		if (shared == null) {
			return null;
		}
		Instant now = this.clock.instant();
		Signed known = this.signed.get(caller);
		if (known != null && now.isBefore(known.until())) {
			return known.token();
		}
		if (this.signed.size() >= MOST) {
			this.signed.clear();
		}
		Signed fresh = new Signed(InternalToken.of(caller, shared, now), now.plus(USED));
		this.signed.put(caller, fresh);
		return fresh.token();
	}

	private record Signed(String token, Instant until) {

	}

}
