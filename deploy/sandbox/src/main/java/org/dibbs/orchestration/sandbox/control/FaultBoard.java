package org.dibbs.orchestration.sandbox.control;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import org.dibbs.orchestration.sandbox.wire.Json;

/**
 * The armed faults, one for each endpoint name. A name is a whole path, a path's last
 * segment, or {@code *} for all paths. Safe for any number of threads.
 */
public final class FaultBoard {

	private static final String ALL = "*";

	private final Map<String, Armed> faults = new LinkedHashMap<>();

	private volatile boolean armed;

	/**
	 * Arms, replaces or clears a fault.
	 * @param node {@code endpoint}, {@code count} (-1 for ever, 0 clears) and the fault
	 */
	public synchronized void arm(JsonNode node) {
		String endpoint = node.path("endpoint").asText(ALL);
		long count = node.path("count").asLong(1);
		if (count == 0) {
			this.faults.remove(endpoint);
		}
		else {
			this.faults.put(endpoint, new Armed(Fault.from(node), count));
		}
		this.armed = !this.faults.isEmpty();
	}

	/**
	 * Takes what is armed for a call and counts it down. What is armed for the path or
	 * its last segment comes before what is armed for all; their delays add up.
	 * @param path the path of the call
	 * @return the fault, one that does nothing if none is armed
	 */
	public Fault take(String path) {
		// Most calls meet an empty board and need no lock.
		return this.armed ? takeArmed(path) : Fault.NONE;
	}

	private synchronized Fault takeArmed(String path) {
		String segment = path.substring(path.lastIndexOf('/') + 1);
		Fault own = this.faults.containsKey(path) ? countDown(path) : countDown(segment);
		Fault fault = own.and(countDown(ALL));
		this.armed = !this.faults.isEmpty();
		return fault;
	}

	private Fault countDown(String endpoint) {
		Armed found = this.faults.get(endpoint);
		if (found == null) {
			return Fault.NONE;
		}
		if (found.count == 1) {
			this.faults.remove(endpoint);
		}
		else if (found.count > 1) {
			this.faults.put(endpoint, new Armed(found.fault, found.count - 1));
		}
		return found.fault;
	}

	/**
	 * Clears all faults.
	 */
	public synchronized void clear() {
		this.faults.clear();
		this.armed = false;
	}

	/**
	 * The faults that are still armed.
	 * @return endpoint, count, status, delay_ms, reset and after of each
	 */
	public synchronized ArrayNode describe() {
		ArrayNode list = Json.object().arrayNode();
		this.faults.forEach((endpoint, found) -> {
			found.fault.describe(list.addObject().put("endpoint", endpoint).put("count", found.count));
		});
		return list;
	}

	private record Armed(Fault fault, long count) {

	}

}
