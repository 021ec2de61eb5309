package org.dibbs.orchestration.orchestrator.security;

import java.net.InetAddress;
import java.util.List;

import org.dibbs.orchestration.security.InternalSecret;
import org.jspecify.annotations.Nullable;

/**
 * By what a worker knows a front door.
 *
 * @param secrets what both share, and what they shared before, which counts as long as
 * there may be front doors that have not heard of the new one; none where everybody on
 * this machine may do everything
 */
record Door(List<InternalSecret> secrets) {

	/**
	 * Copies the secrets.
	 */
	Door {
		secrets = List.copyOf(secrets);
	}

	/**
	 * Reads the settings.
	 * @param current the secret, or blank
	 * @param previous the one before, or blank
	 * @param address what the server listens on, or null for all addresses
	 * @return the door
	 * @throws DoorSettingException if it would let in whom nobody knows, or anybody who
	 * guesses
	 */
	static Door of(String current, String previous, @Nullable InetAddress address) {
		InternalSecret secret = secret("INTERNAL_SECRET", current);
		InternalSecret before = secret("INTERNAL_SECRET_PREVIOUS", previous);
		if (secret == null) {
			if (before != null) {
				throw new DoorSettingException("INTERNAL_SECRET_PREVIOUS is set, and INTERNAL_SECRET is not.");
			}
			if (address == null || !address.isLoopbackAddress()) {
				throw new DoorSettingException(
						"INTERNAL_SECRET is not set, and the worker listens where others than this machine can call it.");
			}
			return new Door(List.of());
		}
		return new Door((before != null) ? List.of(secret, before) : List.of(secret));
	}

	private static @Nullable InternalSecret secret(String name, String setting) {
		try {
			return InternalSecret.of(name, setting);
		}
		catch (IllegalArgumentException ex) {
			throw new DoorSettingException(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Whether nobody is asked who calls.
	 * @return true where everybody may do everything
	 */
	boolean isOpen() {
		return this.secrets.isEmpty();
	}

}
