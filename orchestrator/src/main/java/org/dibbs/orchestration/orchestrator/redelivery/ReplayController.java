package org.dibbs.orchestration.orchestrator.redelivery;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.ledger.ReplayCandidate;
import org.dibbs.orchestration.orchestrator.ledger.ReplayCandidates;
import org.dibbs.orchestration.orchestrator.web.CallerName;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.telemetry.LogFields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes wishes to run submissions once more: one, or all that match.
 */
@RestController
class ReplayController {

	private static final Logger logger = LoggerFactory.getLogger(ReplayController.class);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private static final String CURSOR = "cursor";

	private static final String RATE = "rate";

	private final ReplayCandidates candidates;

	private final Replays replays;

	private final RedeliveryProperties properties;

	ReplayController(ReplayCandidates candidates, Replays replays, RedeliveryProperties properties) {
		this.candidates = candidates;
		this.replays = replays;
		this.properties = properties;
	}

	@PostMapping("/submissions/{id}/replay")
	ResponseEntity<byte[]> replay(@PathVariable String id, HttpServletRequest request,
			@RequestAttribute(Caller.ATTRIBUTE) Caller caller,
			@RequestHeader(name = CallerName.HEADER, required = false) @Nullable String user)
			throws IOException, InterruptedException {
		ReplayWish wish = ReplayWish.read(request, Set.of(ReplayWish.CONFIG, ReplayWish.FROM_STEP));
		ReplayCandidate candidate = this.candidates.find(id, caller);
		if (!candidate.ended()) {
			throw new ProblemException(ProblemKind.REPLAY_CONFLICT,
					"The submission is " + candidate.status() + ", and only one that has ended can be replayed.");
		}
		String by = CallerName.of(caller, user);
		Instant due = this.replays.request(List.of(candidate), wish, by, Instant.EPOCH, 1).getFirst();
		int attempt = candidate.attempts() + 1;
		logger.atInfo()
			.addKeyValue(LogFields.SUBMISSION_ID, candidate.id())
			.addKeyValue(LogFields.ATTEMPT, attempt)
			.log("Submission {} is to be replayed as attempt {}, requested by {}", candidate.id(), attempt, by);
		String self = "/submissions/" + candidate.id();
		return ResponseEntity.accepted()
			.location(URI.create(self))
			.contentType(MediaType.APPLICATION_JSON)
			.body(new JsonObjectBuilder().member("submission_id", candidate.id().toString())
				.member("attempt", attempt)
				.member("due_at", TIME.format(due))
				.member("links",
						new JsonObjectBuilder().member("self", self)
							.member("result", self + "/result")
							.member("events", self + "/events")
							.build())
				.build()
				.bytes());
	}

	@PostMapping("/submissions/replay")
	ResponseEntity<byte[]> replayAll(@RequestParam Map<String, String> parameters, HttpServletRequest request,
			@RequestAttribute(Caller.ATTRIBUTE) Caller caller,
			@RequestHeader(name = CallerName.HEADER, required = false) @Nullable String user)
			throws IOException, InterruptedException {
		ReplayWish wish = ReplayWish.read(request, Set.of(ReplayWish.CONFIG));
		int rate = rate(parameters.get(RATE));
		ReplayCursor cursor = ReplayCursor.parse(parameters.get(CURSOR));
		Map<String, String> filter = new HashMap<>(parameters);
		filter.computeIfPresent(CURSOR, (name, value) -> cursor.page());
		ReplayCandidates.Page page = this.candidates.select(filter, Set.of(RATE), caller);
		String by = CallerName.of(caller, user);
		List<Instant> due = this.replays.request(page.submissions(), wish, by, cursor.begin(), rate);
		logger.info("{} submissions are to be replayed, {} a second, requested by {}", due.size(), rate, by);
		Instant last = due.isEmpty() ? null : due.getLast();
		String next = page.next();
		return ResponseEntity.accepted()
			.contentType(MediaType.APPLICATION_JSON)
			.body(new JsonObjectBuilder().member("replayed", due.size())
				.member("rate", rate)
				.member("last_due_at", (last != null) ? TIME.format(last) : null)
				.member("next", (next != null && last != null)
						? new ReplayCursor(next, last.plus(Duration.ofSeconds(1).dividedBy(rate))).toString() : null)
				.build()
				.bytes());
	}

	private int rate(@Nullable String value) {
		if (value == null) {
			return this.properties.replayRate();
		}
		int rate = value.matches("[0-9]{1,6}") ? Integer.parseInt(value) : 0;
		if (rate < 1 || rate > this.properties.maxReplayRate()) {
			throw RequestErrors.wrong("query", RATE,
					"value is not a number from 1 to " + this.properties.maxReplayRate());
		}
		return rate;
	}

}
