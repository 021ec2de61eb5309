package org.dibbs.orchestration.security;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A caller who is known.
 *
 * @param tenant whose caller it is: 1 to 64 of a-z, A-Z, 0-9, dot, dash and underscore
 * @param subject the caller: a key's id, or the subject of a token
 * @param scopes what it may do
 */
public record Caller(String tenant, String subject, Set<Scope> scopes) {

	/** The attribute of an exchange, or of a servlet request, that holds its caller. */
	public static final String ATTRIBUTE = "org.dibbs.orchestration.security.caller";

	/** Whose submissions are that come without tenant. */
	public static final String DEFAULT_TENANT = "default";

	private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	/** Whoever calls a front door that is open. */
	public static final Caller OPEN = new Caller(DEFAULT_TENANT, "anonymous", EnumSet.allOf(Scope.class));

	/**
	 * Refuses what a tenant cannot be called.
	 */
	public Caller {
		if (!isTenant(tenant)) {
			// Not quoted: it may be anything.
			throw new IllegalArgumentException("The tenant has a name that it cannot have.");
		}
		scopes = Set.copyOf(scopes);
	}

	/**
	 * Whether a tenant may have a name.
	 * @param name the name
	 * @return false where it could not be told from something else in logs or headers
	 */
	public static boolean isTenant(String name) {
		return TENANT.matcher(name).matches();
	}

	/**
	 * The caller of a request that only somebody who is known can have got this far with.
	 * @param attribute what the request has as {@link #ATTRIBUTE}
	 * @return the caller
	 * @throws IllegalStateException if nobody found out who it is; it is a defect then,
	 * and nothing may be shown or taken
	 */
	public static Caller required(@Nullable Object attribute) {
		if (attribute instanceof Caller caller) {
			return caller;
		}
		throw new IllegalStateException("Nobody found out who calls");
	}

	/**
	 * Whose submissions the caller may see.
	 * @return its tenant; null for those of all
	 */
	public @Nullable String onlyTenant() {
		return this.scopes.contains(Scope.ADMIN) ? null : this.tenant;
	}

	/**
	 * Whether the caller may do what needs a scope.
	 * @param scope the scope
	 * @return true where it has this scope, or the one that has all others in it
	 */
	public boolean may(Scope scope) {
		return this.scopes.contains(scope) || this.scopes.contains(Scope.ADMIN);
	}

	/**
	 * Whether the caller may see what belongs to a tenant.
	 * @param owner the tenant, or null where nobody has told whose it is
	 * @return true for its own, and for whoever may do everything
	 */
	public boolean sees(@Nullable String owner) {
		return this.tenant.equals(owner) || this.scopes.contains(Scope.ADMIN);
	}

}
