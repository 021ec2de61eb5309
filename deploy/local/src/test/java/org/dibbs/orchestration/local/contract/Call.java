package org.dibbs.orchestration.local.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.dibbs.orchestration.local.Upload;

/**
 * A request that any of the gateways could get.
 *
 * @param method the verb
 * @param path the path, escaped where it has to be
 * @param headers names and values
 * @param body the body, of no bytes where there is none
 */
record Call(String method, String path, Map<String, String> headers, byte[] body) {

	static Call get(String path) {
		return of("GET", path);
	}

	static Call of(String method, String path) {
		return new Call(method, path, Map.of(), new byte[0]);
	}

	static Call of(String method, String path, String json) {
		return new Call(method, path, Map.of("Content-Type", "application/json"),
				json.getBytes(StandardCharsets.UTF_8));
	}

	static Call message(String document) {
		return of("POST", "/process-message", document);
	}

	static Call put(String config, String document) {
		return of("PUT", "/configs/" + config, document);
	}

	static Call upload(Upload upload) {
		return new Call("POST", "/process-zip", Map.of("Content-Type", upload.contentType()), upload.body());
	}

	/**
	 * The same call with a header more, or another.
	 */
	Call with(String header, String value) {
		Map<String, String> changed = new TreeMap<>(this.headers);
		changed.put(header, value);
		return new Call(this.method, this.path, changed, this.body);
	}

	/**
	 * The same call below the prefix of the Python service.
	 */
	Call prefixed() {
		return new Call(this.method, "/orchestration" + this.path, this.headers, this.body);
	}

	HttpRequest.Builder to(URI uri) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri)
			.method(this.method, (this.body.length > 0) ? HttpRequest.BodyPublishers.ofByteArray(this.body)
					: HttpRequest.BodyPublishers.noBody());
		this.headers.forEach(request::header);
		return request;
	}

}
