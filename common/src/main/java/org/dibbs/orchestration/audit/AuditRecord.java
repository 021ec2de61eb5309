package org.dibbs.orchestration.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.dibbs.orchestration.exchange.SubmissionId;

/**
 * What one caller did. Holds nothing of a message and no secret; texts are cut, and have
 * no control characters, whoever wrote them.
 *
 * @param id tells apart what was done twice from what was told twice
 * @param at when it ended, in milliseconds
 * @param source who tells: gateway, orchestrator or keys
 * @param tenant whose caller it was; empty where that was not known
 * @param subject the caller; empty where that was not known
 * @param action what it was
 * @param target what it was done to: the id of a submission or key, or the name of a
 * config; may be empty
 * @param outcome how it ended
 * @param status the HTTP status of the answer; 0 where there was none
 */
public record AuditRecord(UUID id, Instant at, String source, String tenant, String subject, AuditAction action,
		String target, AuditOutcome outcome, int status) {

	/** The longest text. */
	public static final int LONGEST = 255;

	private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

	/**
	 * Makes everything fit.
	 */
	public AuditRecord {
		at = at.isBefore(Instant.EPOCH) ? Instant.EPOCH
				: at.isAfter(LATEST) ? LATEST : at.truncatedTo(ChronoUnit.MILLIS);
		source = plain(source);
		tenant = plain(tenant);
		subject = plain(subject);
		target = plain(target);
	}

	/**
	 * Of what has just ended.
	 * @param source who tells
	 * @param tenant whose caller it was
	 * @param subject the caller
	 * @param action what it was
	 * @param target what it was done to
	 * @param status the HTTP status of the answer
	 * @return the record
	 */
	public static AuditRecord of(String source, String tenant, String subject, AuditAction action, String target,
			int status) {
		return new AuditRecord(SubmissionId.next().value(), Instant.now(), source, tenant, subject, action, target,
				AuditOutcome.ofStatus(status), status);
	}

	/**
	 * A text as it may stand in a record: a line break would make two lines of one in
	 * whatever shows it, and half a character is none.
	 * @param text any text
	 * @return what is left of it
	 */
	public static String plain(String text) {
		StringBuilder plain = new StringBuilder(Math.min(text.length(), LONGEST));
		int next = 0;
		while (next < text.length()) {
			int character = text.codePointAt(next);
			next += Character.charCount(character);
			int shown = isShown(character) ? character : '?';
			if (plain.length() + Character.charCount(shown) > LONGEST) {
				break;
			}
			plain.appendCodePoint(shown);
		}
		return plain.toString();
	}

	// Nor what turns the direction of writing round.
	private static boolean isShown(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED, Character.PRIVATE_USE ->
				false;
			default -> true;
		};
	}

}
