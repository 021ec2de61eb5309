package org.dibbs.orchestration.payload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the keys that are in force. Those of a file are read again when it changes, which
 * is looked for every few seconds, so that keys are changed without a restart; a file
 * that cannot be read then leaves those in force that are. For use by many threads.
 */
public final class KeyRing {

	private static final Logger logger = LoggerFactory.getLogger(KeyRing.class);

	private static final long LOOK_NANOS = Duration.ofSeconds(2).toNanos();

	/** How soon it is looked again for a key that somebody uses already. */
	private static final long MISSED_NANOS = Duration.ofMillis(50).toNanos();

	private final @Nullable Path file;

	private final LongSupplier nanos;

	private volatile PayloadKeys keys;

	private @Nullable FileTime written;

	private volatile long looked;

	private KeyRing(@Nullable Path file, PayloadKeys keys, LongSupplier nanos) {
		this.file = file;
		this.keys = keys;
		this.nanos = nanos;
		this.looked = nanos.getAsLong();
	}

	/**
	 * Finds the keys.
	 * @param file the path of the file that holds them, or null or empty
	 * @param text the keys themselves, or null or empty
	 * @return them, or null where neither is set: nothing is encrypted then
	 * @throws IllegalArgumentException if they cannot be used; says why without them
	 */
	public static @Nullable KeyRing of(@Nullable String file, @Nullable String text) {
		return of(file, text, System::nanoTime);
	}

	static @Nullable KeyRing of(@Nullable String file, @Nullable String text, LongSupplier nanos) {
		boolean inFile = file != null && !file.isBlank();
		boolean inText = text != null && !text.isBlank();
		if (inFile && inText) {
			throw new IllegalArgumentException("PAYLOAD_KEYS_FILE and PAYLOAD_KEYS are both set; one has to go");
		}
		if (file != null && inFile) {
			return ofFile(Path.of(file), nanos);
		}
		return (text != null && inText) ? new KeyRing(null, PayloadKeys.parse(text), nanos) : null;
	}

	private static KeyRing ofFile(Path file, LongSupplier nanos) {
		try {
			FileTime time = Files.getLastModifiedTime(file);
			KeyRing ring = new KeyRing(file, PayloadKeys.parse(Files.readString(file)), nanos);
			ring.written = time;
			return ring;
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(
					"The file of PAYLOAD_KEYS_FILE cannot be read: " + ex.getClass().getSimpleName());
		}
	}

	PayloadKeys keys() {
		if (this.file != null) {
			look(this.file, LOOK_NANOS);
		}
		return this.keys;
	}

	byte @Nullable [] find(String name) {
		byte[] key = keys().find(name);
		if (key != null || this.file == null) {
			return key;
		}
		look(this.file, MISSED_NANOS);
		return this.keys.find(name);
	}

	private void look(Path path, long every) {
		if (this.nanos.getAsLong() - this.looked >= every) {
			read(path);
		}
	}

	private synchronized void read(Path path) {
		this.looked = this.nanos.getAsLong();
		try {
			FileTime time = Files.getLastModifiedTime(path);
			if (!time.equals(this.written)) {
				this.keys = PayloadKeys.parse(Files.readString(path));
				this.written = time;
				String encrypting = this.keys.encrypting();
				logger.info("The keys for payloads were read again; '{}' encrypts",
						(encrypting != null) ? encrypting : "none");
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			logger.warn("The keys for payloads could not be read again ({}); those from before stay in force",
					(ex instanceof IOException) ? ex.getClass().getSimpleName() : ex.getMessage());
		}
	}

}
