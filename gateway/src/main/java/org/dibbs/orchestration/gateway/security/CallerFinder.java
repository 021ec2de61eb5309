package org.dibbs.orchestration.gateway.security;

import org.dibbs.orchestration.security.ApiKey;
import org.dibbs.orchestration.security.Caller;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;

/**
 * Says who a caller is: by the keys there are, or by the issuer of its token.
 */
final class CallerFinder implements ReactiveAuthenticationManager {

	private final AuthenticationMode mode;

	private final KeyDirectory keys;

	private final @Nullable TokenReader tokens;

	CallerFinder(AuthenticationMode mode, KeyDirectory keys, @Nullable TokenReader tokens) {
		this.mode = mode;
		this.keys = keys;
		this.tokens = tokens;
	}

	@Override
	public Mono<Authentication> authenticate(Authentication authentication) {
		String sent = ((Credential) authentication).getCredentials();
		// No token begins like a key: the first letter of one stands for the brace of its
		// header.
		if (this.tokens == null || sent.startsWith(ApiKey.PREFIX)) {
			return ofKey(sent);
		}
		return this.tokens.read(sent).map(KnownCaller::new);
	}

	private Mono<Authentication> ofKey(String sent) {
		if (!this.mode.keys()) {
			return Mono.error(() -> new CredentialRefusedException(RefusalReason.KEY));
		}
		if (!this.keys.isComplete()) {
			return Mono.error(() -> new CredentialRefusedException(RefusalReason.UNDECIDED));
		}
		Caller caller = this.keys.find(sent);
		return (caller != null) ? Mono.just(new KnownCaller(caller))
				: Mono.error(() -> new CredentialRefusedException(RefusalReason.KEY));
	}

}
