package org.dibbs.orchestration.orchestrator.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.dibbs.orchestration.security.Caller;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows a submission while it runs, as server-sent events: what is known, then each
 * change, until it has ended. Each listener has the thread of its request.
 */
@RestController
class SubmissionEventsController {

	private static final Logger logger = LoggerFactory.getLogger(SubmissionEventsController.class);

	private static final Duration HEARTBEAT = Duration.ofSeconds(10);

	private final SubmissionFinder finder;

	private final SubmissionQueries queries;

	SubmissionEventsController(SubmissionFinder finder, SubmissionQueries queries) {
		this.finder = finder;
		this.queries = queries;
	}

	@GetMapping("/submissions/{id}/events")
	void events(@PathVariable String id, @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
			@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastSeen,
			HttpServletRequest request, HttpServletResponse response) {
		LedgerEntry entry = this.finder.find(id, caller);
		if (entry.status().isFinished() && version(entry, this.queries.steps(entry.id())).equals(lastSeen)) {
			// Tells a browser not to come back.
			response.setStatus(HttpServletResponse.SC_NO_CONTENT);
			return;
		}
		if (HttpMethod.HEAD.matches(request.getMethod())) {
			begin(response);
			return;
		}
		try {
			this.finder.watch(entry, new Stream(response));
		}
		catch (DataAccessException ex) {
			if (!response.isCommitted()) {
				throw ex;
			}
			// What has begun cannot become an error; the listener comes back for the
			// rest.
			logger.warn("A listener was left, as the database of the ledger does not answer: {}",
					ex.getClass().getSimpleName());
		}
	}

	private static void begin(HttpServletResponse response) {
		response.setContentType("text/event-stream;charset=UTF-8");
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
	}

	private static String version(LedgerEntry entry, List<LedgerStep> steps) {
		return entry.attempts() + "-" + steps.size() + "-" + entry.status();
	}

	/** Writes to one listener. */
	private final class Stream implements SubmissionFinder.Listener {

		private final HttpServletResponse response;

		private long wroteAt = System.nanoTime();

		private boolean begun;

		Stream(HttpServletResponse response) {
			this.response = response;
		}

		@Override
		public boolean changed(LedgerEntry entry) {
			List<LedgerStep> steps = SubmissionEventsController.this.queries.steps(entry.id());
			return write("id: " + version(entry, steps) + "\nevent: submission\ndata: "
					+ SubmissionJson
						.submission(entry, steps, SubmissionEventsController.this.queries.replays(entry.id()))
						.json()
					+ "\n\n");
		}

		// Finds out, too, that nobody listens any more.
		@Override
		public boolean nothingNew() {
			return System.nanoTime() - this.wroteAt < HEARTBEAT.toNanos() || write(":\n\n");
		}

		private boolean write(String text) {
			try {
				if (!this.begun) {
					this.begun = true;
					begin(this.response);
				}
				OutputStream body = this.response.getOutputStream();
				body.write(text.getBytes(StandardCharsets.UTF_8));
				body.flush();
				this.response.flushBuffer();
				this.wroteAt = System.nanoTime();
				return true;
			}
			catch (IOException ex) {
				return false;
			}
		}

	}

}
