package org.dibbs.orchestration.bench.load;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * What is to be sent where, and how.
 *
 * @param target where to
 * @param request the bytes of each request
 * @param status what a good answer has
 * @param pace when it is sent
 * @param lead how long it is sent before anything counts
 * @param time how long it is sent then
 */
public record Load(InetSocketAddress target, ByteBuffer request, int status, Pace pace, Duration lead, Duration time) {

	/**
	 * Makes a request.
	 * @param path its path
	 * @param headers its headers besides those of HTTP itself
	 * @param body its body
	 * @return its bytes, outside the heap, from where they need not be copied to be sent
	 */
	public static ByteBuffer request(String path, Map<String, String> headers, byte[] body) {
		StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
		headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
		head.append("Content-Type: application/json\r\nContent-Length: ").append(body.length).append("\r\n\r\n");
		byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
		return ByteBuffer.allocateDirect(start.length + body.length).put(start).put(body).flip().asReadOnlyBuffer();
	}

}
