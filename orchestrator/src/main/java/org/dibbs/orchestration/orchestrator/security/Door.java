package org.dibbs.orchestration.orchestrator.security;

import java.net.InetAddress;

import org.dibbs.orchestration.security.InternalSecret;
import org.jspecify.annotations.Nullable;

/**
 * By what a worker knows a front door.
 *
 * @param secret what both share; null where everybody on this machine may do everything
 */
record Door(@Nullable InternalSecret secret) {

	/**
	 * Reads the setting.
	 * @param setting the secret, or blank
	 * @param address what the server listens on, or null for all addresses
	 * @return the door
	 * @throws DoorSettingException if it would let in whom nobody knows, or anybody who
	 * guesses
	 */
	static Door of(String setting, @Nullable InetAddress address) {
		InternalSecret secret = secret(setting);
		if (secret == null && (address == null || !address.isLoopbackAddress())) {
			throw new DoorSettingException(
					"INTERNAL_SECRET is not set, and the worker listens where others than this machine can call it.");
		}
		return new Door(secret);
	}

	private static @Nullable InternalSecret secret(String setting) {
		try {
			return InternalSecret.of(setting);
		}
		catch (IllegalArgumentException ex) {
			throw new DoorSettingException(String.valueOf(ex.getMessage()));
		}
	}

}
