package org.dibbs.orchestration.telemetry;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The meters of Micrometer that are exported: what somebody looks at and neither the
 * agent nor an {@link Instrument} tells. {@code docs/telemetry.md} has the same table; a
 * test compares the two.
 */
public enum MicrometerMeter {

	/** What would be logged at a level that is on. */
	LOG_EVENTS("logback.events", Instrument.Kind.COUNTER, "logback_events_total", "level"),

	/** Sockets are files, too. */
	OPEN_FILES("process.files.open", Instrument.Kind.GAUGE, "process_files_open"),

	/** What the system allows. */
	OPEN_FILES_MAX("process.files.max", Instrument.Kind.GAUGE, "process_files_max"),

	/** Of the disk that the process was started on. */
	DISK_FREE("disk.free", Instrument.Kind.GAUGE, "disk_free_bytes"),

	/** Of the same disk. */
	DISK_TOTAL("disk.total", Instrument.Kind.GAUGE, "disk_total_bytes"),

	/** Netty's buffers, most of which are outside the heap. */
	NETTY_MEMORY("netty.allocator.memory.used", Instrument.Kind.GAUGE, "netty_allocator_memory_used", "memory.type");

	private final String id;

	private final Instrument.Kind kind;

	private final String prometheusName;

	private final List<String> tags;

	MicrometerMeter(String id, Instrument.Kind kind, String prometheusName, String... tags) {
		this.id = id;
		this.kind = kind;
		this.prometheusName = prometheusName;
		this.tags = List.of(tags);
	}

	/**
	 * The meter of a name.
	 * @param id the name, as Micrometer knows it
	 * @return the meter, where it is exported
	 */
	public static Optional<MicrometerMeter> of(String id) {
		return Arrays.stream(values()).filter((meter) -> meter.id.equals(id)).findFirst();
	}

	/**
	 * The name, as Micrometer knows it.
	 * @return the name
	 */
	public String id() {
		return this.id;
	}

	/**
	 * What is measured with it.
	 * @return the kind
	 */
	public Instrument.Kind kind() {
		return this.kind;
	}

	/**
	 * The name that the Collector's exporter gives it for Prometheus.
	 * @return the name
	 */
	public String prometheusName() {
		return this.prometheusName;
	}

	/**
	 * Those of its tags that are exported.
	 * @return the tags, as Micrometer knows them
	 */
	public List<String> tags() {
		return this.tags;
	}

}
