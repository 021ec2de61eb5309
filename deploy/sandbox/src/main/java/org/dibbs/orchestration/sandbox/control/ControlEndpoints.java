package org.dibbs.orchestration.sandbox.control;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.Json;

/**
 * The paths by which a tester steers the sandbox. They are not counted, delayed or made
 * to fail themselves.
 */
public final class ControlEndpoints {

	private final FaultBoard faults;

	private final CallStatistics statistics;

	private final Runnable forgetSaved;

	/**
	 * Creates the endpoints.
	 * @param faults what is armed
	 * @param statistics what was counted
	 * @param forgetSaved empties the store of saved ids
	 */
	public ControlEndpoints(FaultBoard faults, CallStatistics statistics, Runnable forgetSaved) {
		this.faults = faults;
		this.statistics = statistics;
		this.forgetSaved = forgetSaved;
	}

	/**
	 * {@code POST /__control}: arms one fault, or each of a list.
	 * @param body the fault or the list
	 * @return the faults armed now, or 400
	 */
	public Answer arm(byte[] body) {
		JsonNode node;
		try {
			node = Json.read(body);
		}
		catch (IOException ex) {
			return Answer.detail(400, "Expecting a JSON object or a list of them");
		}
		Iterable<JsonNode> wanted = node.isArray() ? node : List.of(node);
		for (JsonNode fault : wanted) {
			String wrong = Fault.wrong(fault);
			if (wrong != null) {
				return Answer.detail(400, wrong);
			}
		}
		wanted.forEach(this.faults::arm);
		return armed(body);
	}

	/**
	 * {@code GET /__control}: what is armed.
	 * @param ignored a GET has no body
	 * @return the list
	 */
	public Answer armed(byte[] ignored) {
		ObjectNode node = Json.object();
		node.set("faults", this.faults.describe());
		return Answer.ok(node);
	}

	/**
	 * {@code GET /__stats}: what was counted.
	 * @param ignored a GET has no body
	 * @return the counts
	 */
	public Answer statistics(byte[] ignored) {
		return Answer.ok(this.statistics.describe());
	}

	/**
	 * {@code POST /__reset}: forgets faults, counts and saved ids.
	 * @param ignored the body does not matter
	 * @return 200
	 */
	public Answer reset(byte[] ignored) {
		this.faults.clear();
		this.statistics.clear();
		this.forgetSaved.run();
		return Answer.ok(Json.object().put("status", "OK"));
	}

}
