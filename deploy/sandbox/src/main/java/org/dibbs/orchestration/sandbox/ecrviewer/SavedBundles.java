package org.dibbs.orchestration.sandbox.ecrviewer;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.wire.Json;

/**
 * The ids of the bundles that were saved, by store. The bundles themselves are not kept,
 * and of the ids only the newest, so that memory stays bounded. Safe for any number of
 * threads.
 */
public final class SavedBundles {

	private static final int LIMIT = 100_000;

	private final Map<String, Boolean> keys = new LinkedHashMap<>();

	private long total;

	private long refused;

	/**
	 * Saves an id, once.
	 * @param store the store, such as postgres
	 * @param id the eCR id
	 * @return false if the store has it already
	 */
	public synchronized boolean save(String store, String id) {
		this.total++;
		if (this.keys.putIfAbsent(store + " " + id, true) != null) {
			this.refused++;
			return false;
		}
		if (this.keys.size() > LIMIT) {
			this.keys.remove(this.keys.keySet().iterator().next());
		}
		return true;
	}

	/**
	 * Forgets everything.
	 */
	public synchronized void clear() {
		this.keys.clear();
		this.total = 0;
		this.refused = 0;
	}

	/**
	 * What was saved.
	 * @return total (saves asked for), unique (different ids), ids and refused
	 */
	public synchronized ObjectNode describe() {
		Set<String> ids = new LinkedHashSet<>();
		this.keys.keySet().forEach((key) -> ids.add(key.substring(key.indexOf(' ') + 1)));
		ObjectNode node = Json.object().put("total", this.total).put("unique", ids.size());
		var list = node.putArray("ids");
		ids.forEach(list::add);
		return node.put("refused", this.refused);
	}

}
