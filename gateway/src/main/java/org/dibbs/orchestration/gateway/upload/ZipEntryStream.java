package org.dibbs.orchestration.gateway.upload;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of an entry, unfolded as it is read. Ends with an error where length or
 * check sum are not as declared, so never gives more than was declared. Not for use by
 * several threads.
 */
final class ZipEntryStream extends InputStream {

	private final Bytes content;

	private final Inflater inflater;

	private final boolean deflated;

	private final CRC32 sum = new CRC32();

	private final long declaredSum;

	private long left;

	private int position;

	/**
	 * Opens an entry.
	 * @param content its bytes in the zip
	 * @param deflated whether they are compressed
	 * @param size the declared length of the content
	 * @param declaredSum the declared check sum of the content
	 */
	ZipEntryStream(Bytes content, boolean deflated, long size, long declaredSum) {
		this.content = content;
		this.deflated = deflated;
		this.left = size;
		this.declaredSum = declaredSum;
		this.inflater = new Inflater(true);
		this.inflater.setInput(content.array(), content.from(), content.length());
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) > 0) ? one[0] & 0xFF : -1;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		int count = this.deflated ? inflate(target, offset, length) : copy(target, offset, length);
		this.left -= count;
		if (this.left < 0 || (count == 0 && (this.left > 0 || this.sum.getValue() != this.declaredSum))) {
			throw Refusals.damaged();
		}
		this.sum.update(target, offset, count);
		return (count > 0) ? count : -1;
	}

	private int copy(byte[] target, int offset, int length) {
		int count = Math.min(length, this.content.length() - this.position);
		System.arraycopy(this.content.array(), this.content.from() + this.position, target, offset, count);
		this.position += count;
		return count;
	}

	private int inflate(byte[] target, int offset, int length) {
		try {
			int count = this.inflater.inflate(target, offset, length);
			if (count == 0 && !this.inflater.finished()) {
				throw Refusals.damaged();
			}
			return count;
		}
		catch (DataFormatException ex) {
			throw Refusals.damaged();
		}
	}

	@Override
	public void close() {
		this.inflater.end();
	}

}
