package org.dibbs.orchestration.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;

/**
 * Whom a Collector hands traces on to, as it would to a trace store: by OTLP over HTTP.
 */
final class OtlpSink implements AutoCloseable {

	private final List<Told> spans = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	OtlpSink() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(BrokerSettings.HOST), 0), 0);
		this.server.createContext("/v1/traces", this::take);
		this.server.start();
	}

	private void take(HttpExchange exchange) throws IOException {
		boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
		InputStream body = packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
		ExportTraceServiceRequest.parseFrom(body)
			.getResourceSpansList()
			.forEach((resource) -> resource.getScopeSpansList()
				.forEach((scope) -> scope.getSpansList()
					.forEach((span) -> this.spans.add(Told.of(resource.getResource().getAttributesList(), span)))));
		exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
		exchange.sendResponseHeaders(200, -1);
		exchange.close();
	}

	String address() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/**
	 * What was told so far.
	 * @return the spans, in the order of their arrival
	 */
	List<Told> spans() {
		return this.spans;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/**
	 * A span.
	 *
	 * @param service the process it is of
	 * @param trace the id of its trace
	 * @param id its own
	 * @param parent that of its parent; empty where it has none
	 * @param kind such as {@code CLIENT}
	 * @param name its name
	 * @param attributes what it tells
	 * @param links the ids of the traces that it links to
	 */
	record Told(String service, String trace, String id, String parent, String kind, String name,
			Map<String, String> attributes, List<String> links) {

		private static Told of(List<KeyValue> resource, Span span) {
			return new Told(values(resource).get("service.name"), hex(span.getTraceId()), hex(span.getSpanId()),
					hex(span.getParentSpanId()), span.getKind().name().replace("SPAN_KIND_", ""), span.getName(),
					values(span.getAttributesList()),
					span.getLinksList().stream().map((link) -> hex(link.getTraceId())).toList());
		}

		private static Map<String, String> values(List<KeyValue> attributes) {
			return attributes.stream()
				.collect(Collectors.toMap(KeyValue::getKey, (attribute) -> text(attribute.getValue())));
		}

		private static String text(AnyValue value) {
			return value.hasStringValue() ? value.getStringValue()
					: value.hasIntValue() ? Long.toString(value.getIntValue()) : value.toString().strip();
		}

		private static String hex(ByteString id) {
			return HexFormat.of().formatHex(id.toByteArray());
		}

		/** What a span is about, in short. */
		String role() {
			String topic = this.attributes.get("messaging.destination.name");
			return this.kind + " " + ((topic != null) ? topic : this.name);
		}

	}

}
