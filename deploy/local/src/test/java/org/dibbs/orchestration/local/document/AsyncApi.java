package org.dibbs.orchestration.local.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code docs/asyncapi.yaml}.
 */
public final class AsyncApi {

	private final SchemaDocument document;

	private AsyncApi(SchemaDocument document) {
		this.document = document;
	}

	/**
	 * The document of the checkout that runs the tests.
	 */
	public static AsyncApi load() {
		try {
			return new AsyncApi(SchemaDocument.ofYaml(Files.readString(Path.of("../../docs/asyncapi.yaml"))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	JsonNode root() {
		return this.document.root();
	}

	/**
	 * The channel of a topic.
	 */
	JsonNode channel(String topic) {
		for (JsonNode channel : root().path("channels").values()) {
			if (channel.path("address").asString().equals(topic)) {
				return channel;
			}
		}
		throw new IllegalArgumentException("No channel has the address " + topic);
	}

	/**
	 * The examples of a message.
	 * @param name the message's name in the components
	 */
	public List<JsonNode> examples(String name) {
		return List.copyOf(root().at("/components/messages/" + name + "/examples").values());
	}

	/**
	 * What is wrong with a record.
	 * @param record a record of one of the topics
	 * @return nothing where one of its channel's messages fits, else what is wrong by
	 * message
	 */
	public Map<String, List<String>> errors(ConsumerRecord<String, byte[]> record) {
		Map<String, List<String>> errors = new LinkedHashMap<>();
		for (Map.Entry<String, JsonNode> message : channel(record.topic()).path("messages").properties()) {
			String name = message.getValue().path("$ref").asString().replaceFirst(".*/", "");
			errors.put(name, errors(name, record));
		}
		return errors.values().stream().anyMatch(List::isEmpty) ? Map.of() : errors;
	}

	/**
	 * What is wrong with a record that should be a certain message.
	 */
	List<String> errors(String message, ConsumerRecord<String, byte[]> record) {
		Map<String, String> headers = new LinkedHashMap<>();
		for (Header header : record.headers()) {
			headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
		}
		List<String> errors = new ArrayList<>(
				errors(message, "headers", JsonMapper.shared().writeValueAsString(headers)));
		headers.keySet()
			.removeAll(this.document.resolve(message(message).path("headers")).path("properties").propertyNames());
		headers.keySet().forEach((name) -> errors.add("/" + name + " is not described"));
		JsonNode key = message(message).at("/bindings/kafka/key");
		if (!key.isMissingNode()) {
			errors.addAll(this.document.errors(key.path("$ref").asString().substring(1),
					JsonMapper.shared().writeValueAsString(record.key())));
		}
		if (record.value() != null && !"application/xml".equals(headers.get("content-type"))) {
			String value = new String(record.value(), StandardCharsets.UTF_8);
			boolean lines = message(message).path("contentType").asString("").endsWith("ndjson");
			(lines ? value.lines().filter((line) -> !line.isBlank()) : Stream.of(value))
				.forEach((json) -> errors.addAll(errors(message, "payload", json)));
		}
		return errors;
	}

	/**
	 * What is wrong with a part of a message.
	 */
	List<String> errors(String message, String part, String json) {
		try {
			return this.document.errors("/components/messages/" + message + "/" + part, json);
		}
		catch (JacksonException ex) {
			// What is on one line in one kind of message is not in another.
			return List.of("it is no JSON");
		}
	}

	private JsonNode message(String name) {
		return root().at("/components/messages/" + name);
	}

}
