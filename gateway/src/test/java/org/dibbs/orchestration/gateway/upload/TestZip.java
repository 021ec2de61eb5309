package org.dibbs.orchestration.gateway.upload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Zip files for tests, some of them as no tool would make them.
 */
public final class TestZip {

	/** The name of the entry that counts. */
	public static final String EICR = "a folder/CDA_eICR.xml";

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final ZipOutputStream zip = new ZipOutputStream(this.bytes);

	public static byte[] eicr(String content) {
		return new TestZip().with(EICR, content).bytes();
	}

	public TestZip with(String name, String content) {
		return with(name, content.getBytes(StandardCharsets.UTF_8));
	}

	public TestZip with(String name, byte[] content) {
		try {
			this.zip.putNextEntry(new ZipEntry(name));
			this.zip.write(content);
			this.zip.closeEntry();
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public TestZip withStored(String name, byte[] content) {
		CRC32 sum = new CRC32();
		sum.update(content);
		ZipEntry entry = new ZipEntry(name);
		entry.setMethod(ZipEntry.STORED);
		entry.setSize(content.length);
		entry.setCrc(sum.getValue());
		try {
			this.zip.putNextEntry(entry);
			this.zip.write(content);
			this.zip.closeEntry();
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public byte[] bytes() {
		try {
			this.zip.close();
			return this.bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Changes a byte of the first entry in the central directory. */
	public static byte[] withDirectoryByte(byte[] zip, int index, int value) {
		byte[] changed = zip.clone();
		changed[Bytes.of(zip).indexOf(new byte[] { 'P', 'K', 1, 2 }, 0) + index] = (byte) value;
		return changed;
	}

}
