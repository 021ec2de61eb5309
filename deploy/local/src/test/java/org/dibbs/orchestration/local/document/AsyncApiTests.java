package org.dibbs.orchestration.local.document;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.NewTopic;
import org.dibbs.orchestration.exchange.DataType;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.TopicRetention;
import org.dibbs.orchestration.exchange.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class AsyncApiTests {

	private final AsyncApi document = AsyncApi.load();

	@Test
	void describesEveryTopicAndItsSettings() {
		List<NewTopic> plan = Topics.plan(12, (short) 1, TopicRetention.DEFAULT);
		assertThat(this.document.root().path("channels").values()).hasSameSizeAs(plan);
		for (NewTopic topic : plan) {
			JsonNode kafka = this.document.channel(topic.name()).at("/bindings/kafka");
			assertThat(kafka.path("partitions").asInt()).as(topic.name()).isEqualTo(topic.numPartitions());
			kafka.path("topicConfiguration")
				.properties()
				.forEach((setting) -> assertThat(text(setting.getValue())).as(topic.name())
					.isEqualTo(topic.configs().get(setting.getKey())));
		}
	}

	// The binding has lists where Kafka has commas.
	private static String text(JsonNode setting) {
		return setting.isArray() ? String.join(",", setting.valueStream().map(JsonNode::asString).toList())
				: setting.asString();
	}

	@Test
	void describesEveryHeader() {
		assertThat(described("/components/schemas")).containsAll(headers());
	}

	@Test
	void knowsTheValuesThatTheCodeKnows() {
		assertThat(values("/components/schemas/submission/properties/data_type/enum"))
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(DataType.values()).map(DataType::wire).toList());
		assertThat(values("/components/schemas/submissionHeaders/properties/dibbs-origin/enum"))
			.containsExactlyInAnyOrderElementsOf(
					Arrays.stream(SubmissionOrigin.values()).map(SubmissionOrigin::wire).toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "submission", "batch", "result", "step", "event" })
	void hasExamplesThatFitTheirMessage(String message) {
		assertThat(this.document.examples(message)).isNotEmpty().allSatisfy((example) -> {
			assertThat(this.document.errors(message, "headers", example.path("headers").toString())).isEmpty();
			assertThat(this.document.errors(message, "payload", example.path("payload").toString())).isEmpty();
		});
	}

	@Test
	void doesNotFitEverything() {
		assertThat(this.document.errors("submission", "payload", "{\"message_type\":\"ecr\"}")).isNotEmpty();
		assertThat(this.document.errors("result", "payload", "{\"message\":\"x\",\"processed_values\":{\"a\":1}}"))
			.isNotEmpty();
		assertThat(this.document.errors("result", "headers", "{\"dibbs-status\":\"200\"}")).isNotEmpty();
		assertThat(this.document.errors("submission", "headers", "{\"dibbs-submission-id\":\"x\"}")).isNotEmpty();
	}

	private static Set<String> headers() {
		Set<String> names = new TreeSet<>();
		Stream.of(ExchangeHeaders.class.getFields())
			.filter((field) -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
			.map(AsyncApiTests::value)
			.filter((value) -> value.contains("-"))
			.forEach(names::add);
		return names;
	}

	private static String value(java.lang.reflect.Field field) {
		try {
			return (String) field.get(null);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Set<String> described(String pointer) {
		Set<String> names = new TreeSet<>();
		for (JsonNode schema : this.document.root().at(pointer).values()) {
			names.addAll(schema.path("properties").propertyNames());
		}
		return names;
	}

	private List<String> values(String pointer) {
		return this.document.root().at(pointer).values().stream().map(JsonNode::asString).toList();
	}

}
