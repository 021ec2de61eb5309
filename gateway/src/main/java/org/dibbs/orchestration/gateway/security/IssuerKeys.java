package org.dibbs.orchestration.gateway.security;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The public keys of the issuer, held for a while. A token that names another one has
 * them fetched again, yet not more often than every {@link #PAUSE}, or whoever makes up
 * names could have the issuer asked as often as he likes. While the issuer is away, the
 * keys that are known go on to count.
 */
final class IssuerKeys {

	/**
	 * How tokens may be signed. Not with a secret: what is public could be taken for it.
	 */
	static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512,
			JWSAlgorithm.PS256, JWSAlgorithm.PS384, JWSAlgorithm.PS512, JWSAlgorithm.ES256, JWSAlgorithm.ES384,
			JWSAlgorithm.ES512);

	static final Duration AGE_AT_MOST = Duration.ofMinutes(10);

	static final Duration PAUSE = Duration.ofSeconds(10);

	private static final Logger logger = LoggerFactory.getLogger(IssuerKeys.class);

	private final Mono<String> source;

	private final InstantSource clock;

	private final AtomicReference<@Nullable Fetch> last = new AtomicReference<>();

	private volatile @Nullable JWKSet known;

	/**
	 * Knows nothing yet.
	 * @param source fetches the keys as RFC 7517 writes them
	 * @param clock the time
	 */
	IssuerKeys(Mono<String> source, InstantSource clock) {
		this.source = source;
		this.clock = clock;
	}

	/**
	 * The keys that a token may be signed with.
	 * @param token the token
	 * @return none where the token cannot be of this issuer; an error where nobody knows
	 */
	Flux<JWK> of(SignedJWT token) {
		JWSHeader header = token.getHeader();
		if (!ALGORITHMS.contains(header.getAlgorithm())) {
			return Flux.empty();
		}
		JWKSelector selector = new JWKSelector(JWKMatcher.forJWSHeader(header));
		return Mono.defer(() -> notOlderThan(AGE_AT_MOST))
			.onErrorResume((ex) -> notOlderThan(PAUSE))
			.flatMapMany((keys) -> select(selector, keys));
	}

	private Flux<JWK> select(JWKSelector selector, JWKSet keys) {
		List<JWK> found = selector.select(keys);
		return found.isEmpty() ? notOlderThan(PAUSE).flatMapIterable(selector::select) : Flux.fromIterable(found);
	}

	private Mono<JWKSet> notOlderThan(Duration age) {
		Fetch latest = this.last.get();
		Instant now = this.clock.instant();
		if (latest != null && now.isBefore(latest.at.plus(age))) {
			return latest.keys;
		}
		Fetch next = new Fetch(fetch().cache(), now);
		if (this.last.compareAndSet(latest, next)) {
			return next.keys;
		}
		Fetch others = this.last.get();
		return (others != null) ? others.keys : next.keys;
	}

	private Mono<JWKSet> fetch() {
		return this.source.flatMap(IssuerKeys::parse).doOnNext((keys) -> this.known = keys).onErrorResume((ex) -> {
			logger.warn("The keys of the issuer of tokens cannot be had: {}", ex.getClass().getSimpleName());
			JWKSet before = this.known;
			return (before != null) ? Mono.just(before) : Mono.error(ex);
		});
	}

	private static Mono<JWKSet> parse(String text) {
		try {
			return Mono.just(JWKSet.parse(text));
		}
		catch (ParseException ex) {
			return Mono.error(ex);
		}
	}

	/**
	 * One time that the issuer was asked.
	 *
	 * @param keys what it said
	 * @param at when
	 */
	private record Fetch(Mono<JWKSet> keys, Instant at) {

	}

}
