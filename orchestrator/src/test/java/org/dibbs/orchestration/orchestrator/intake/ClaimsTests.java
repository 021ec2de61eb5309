package org.dibbs.orchestration.orchestrator.intake;

import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.orchestrator.intake.Claims.Answer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClaimsTests {

	private static final RecordPlace PLACE = new RecordPlace("t", 0, 1);

	private static final RecordPlace OTHER = new RecordPlace("t", 0, 2);

	private final SubmissionId id = SubmissionId.next();

	private final Claims claims = new Claims(2);

	@Test
	void aSecondRecordOfASubmissionThatIsWorkedOnIsADuplicate() {
		assertThat(this.claims.claim(this.id, 1, PLACE)).isEqualTo(Answer.GRANTED);
		assertThat(this.claims.claim(this.id, 1, OTHER)).isEqualTo(Answer.DUPLICATE);
	}

	@Test
	void theSameRecordOnceMoreIsNoDuplicate() {
		this.claims.claim(this.id, 1, PLACE);
		assertThat(this.claims.claim(this.id, 1, PLACE)).isEqualTo(Answer.BUSY);
		this.claims.release(this.id);
		assertThat(this.claims.claim(this.id, 1, PLACE)).isEqualTo(Answer.GRANTED);
	}

	@Test
	void whatIsDoneIsNotDoneAgain() {
		this.claims.claim(this.id, 1, PLACE);
		this.claims.done(this.id, 1);
		assertThat(this.claims.claim(this.id, 1, PLACE)).isEqualTo(Answer.DUPLICATE);
		assertThat(this.claims.claim(this.id, 1, OTHER)).isEqualTo(Answer.DUPLICATE);
	}

	@Test
	void aLaterAttemptIsNoDuplicate() {
		this.claims.claim(this.id, 1, PLACE);
		assertThat(this.claims.claim(this.id, 2, OTHER)).isEqualTo(Answer.BUSY);
		this.claims.done(this.id, 1);
		assertThat(this.claims.claim(this.id, 2, OTHER)).isEqualTo(Answer.GRANTED);
	}

	@Test
	void remembersOnlySoMany() {
		this.claims.done(this.id, 1);
		this.claims.done(SubmissionId.next(), 1);
		this.claims.done(SubmissionId.next(), 1);
		assertThat(this.claims.claim(this.id, 1, PLACE)).isEqualTo(Answer.GRANTED);
	}

}
