package org.dibbs.orchestration.security;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key: everything but its secret.
 *
 * @param id what it is called
 * @param hash the SHA-256 of its secret, in hexadecimal digits
 * @param caller who has it, and what that one may do
 * @param created when it was made
 * @param expires when it ends
 * @param revoked whether it ended before
 */
public record StoredKey(String id, String hash, Caller caller, Instant created, Instant expires, boolean revoked) {

	/**
	 * Whether the key opens at a time.
	 * @param now the time
	 * @return false where it was revoked or has expired
	 */
	public boolean isValid(Instant now) {
		return !this.revoked && now.isBefore(this.expires);
	}

	/**
	 * The hash to compare with.
	 * @return its bytes
	 */
	public byte[] hashBytes() {
		return HexFormat.of().parseHex(this.hash);
	}

	/**
	 * The key from now on.
	 * @return the same key, of no use to anybody
	 */
	public StoredKey revoke() {
		return new StoredKey(this.id, this.hash, this.caller, this.created, this.expires, true);
	}

	/**
	 * The key on its topic.
	 * @return a JSON object
	 */
	public byte[] encode() {
		List<JsonFragment> scopes = this.caller.scopes()
			.stream()
			.sorted()
			.map((scope) -> JsonFragment.string(scope.wire()))
			.toList();
		return new JsonObjectBuilder().member("id", this.id)
			.member("hash", this.hash)
			.member("tenant", this.caller.tenant())
			.member("scopes", JsonObjectBuilder.array(scopes))
			.member("created", this.created.toEpochMilli())
			.member("expires", this.expires.toEpochMilli())
			.member("revoked", JsonFragment.literal(Boolean.toString(this.revoked)))
			.build()
			.bytes();
	}

	/**
	 * Reads a record of the topic.
	 * @param value its value
	 * @return the key, or null where it is none; a scope that is not known is left out
	 */
	public static @Nullable StoredKey decode(byte[] value) {
		try {
			Map<String, JsonFragment> members = JsonMembers.of(JsonFragment.of(value));
			return (members != null) ? read(members) : null;
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	private static StoredKey read(Map<String, JsonFragment> members) {
		String id = required(members, "id").text();
		String hash = required(members, "hash").text();
		if (HexFormat.of().parseHex(hash).length != 32) {
			throw new IllegalArgumentException("The hash is none");
		}
		Caller caller = new Caller(required(members, "tenant").text(), id, scopes(required(members, "scopes")));
		return new StoredKey(id, hash, caller, time(members, "created"), time(members, "expires"),
				// What is not said to be good is not.
				!"false".equals(required(members, "revoked").json()));
	}

	private static Set<Scope> scopes(JsonFragment array) {
		Set<Scope> scopes = EnumSet.noneOf(Scope.class);
		List<JsonFragment> names = JsonMembers.elements(array);
		for (JsonFragment name : (names != null) ? names : List.<JsonFragment>of()) {
			Scope scope = Scope.of(name.text());
			if (scope != null) {
				scopes.add(scope);
			}
		}
		return scopes;
	}

	private static Instant time(Map<String, JsonFragment> members, String name) {
		return Instant.ofEpochMilli(Long.parseLong(required(members, name).json()));
	}

	private static JsonFragment required(Map<String, JsonFragment> members, String name) {
		JsonFragment value = members.get(name);
		if (value == null) {
			throw new IllegalArgumentException("The key has no '" + name + "'");
		}
		return value;
	}

}
