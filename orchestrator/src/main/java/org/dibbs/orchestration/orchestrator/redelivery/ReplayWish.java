package org.dibbs.orchestration.orchestrator.redelivery;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.json.JsonSyntaxException;
import org.dibbs.orchestration.orchestrator.ledger.ReplayCandidate;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants submissions to be run once more: the body of a request, which may be
 * empty.
 *
 * @param config the name of another config, or null
 * @param fromStep the number of the step to begin with; null for the one that failed
 */
record ReplayWish(@Nullable String config, @Nullable Integer fromStep) {

	static final String CONFIG = "config_file_name";

	static final String FROM_STEP = "from_step";

	private static final String BODY = "body";

	private static final int MAX_BODY = 64 * 1024;

	/**
	 * Reads a body.
	 * @param request the request
	 * @param known the members it may have
	 * @return the wish
	 * @throws IOException if the caller has gone
	 * @throws ProblemException if it does not validate
	 */
	static ReplayWish read(HttpServletRequest request, Set<String> known) throws IOException {
		byte[] body;
		try (InputStream stream = request.getInputStream()) {
			body = stream.readNBytes(MAX_BODY + 1);
		}
		if (body.length > MAX_BODY) {
			throw new ProblemException(ProblemKind.TOO_LARGE, "The body may have at most 64 KiB here.");
		}
		if (body.length == 0) {
			return new ReplayWish(null, null);
		}
		Map<String, JsonFragment> members = members(body);
		for (String name : members.keySet()) {
			if (!known.contains(name)) {
				throw RequestErrors.wrong(BODY, name.length() > 64 ? name.substring(0, 64) : name,
						"there is no such member");
			}
		}
		return new ReplayWish(config(members.get(CONFIG)), fromStep(members.get(FROM_STEP)));
	}

	private static Map<String, JsonFragment> members(byte[] body) {
		try {
			Map<String, JsonFragment> members = JsonMembers.of(JsonFragment.of(body));
			if (members != null) {
				return members;
			}
		}
		catch (JsonSyntaxException ex) {
			throw RequestErrors.wrong(BODY, Integer.toString(ex.offset()), "value is not valid JSON");
		}
		throw RequestErrors.wrong(BODY, "", "value is not a JSON object");
	}

	private static @Nullable String config(@Nullable JsonFragment value) {
		if (value == null || value.isNull()) {
			return null;
		}
		if (!value.isString()) {
			throw RequestErrors.wrong(BODY, CONFIG, "value is not the name of a config");
		}
		return value.text();
	}

	private static @Nullable Integer fromStep(@Nullable JsonFragment value) {
		if (value == null || value.isNull()) {
			return null;
		}
		if (!value.json().matches("[1-9][0-9]{0,5}")) {
			throw RequestErrors.wrong(BODY, FROM_STEP, "value is not the number of a step, from 1");
		}
		return Integer.valueOf(value.json());
	}

	/**
	 * What a submission goes on from.
	 * @param candidate the submission
	 * @param steps how many steps its config has; null where that is not known
	 * @return the checkpoint; null where it begins with the first step
	 * @throws ProblemException if it cannot begin with the step that is wanted
	 */
	@Nullable Checkpoint checkpoint(ReplayCandidate candidate, @Nullable Integer steps) {
		boolean same = this.config == null || this.config.equals(candidate.config());
		Checkpoint kept = same ? candidate.checkpoint() : null;
		if (this.fromStep == null) {
			return candidate.succeeded() ? null : kept;
		}
		if (this.fromStep == 1) {
			return null;
		}
		// One more than there are: all are done, and only the result is missing.
		boolean beyond = steps != null && this.fromStep > steps + 1;
		if (kept == null || this.fromStep < kept.nextStep() || beyond) {
			throw RequestErrors.wrong(BODY, FROM_STEP, "value is not " + possible(kept, steps));
		}
		return new Checkpoint(kept.place(), this.fromStep);
	}

	private static String possible(@Nullable Checkpoint kept, @Nullable Integer steps) {
		if (kept == null) {
			return "1; nothing was kept that the run could go on from";
		}
		return "1, or " + kept.nextStep() + ((steps != null) ? " to " + (steps + 1) : " or more");
	}

}
