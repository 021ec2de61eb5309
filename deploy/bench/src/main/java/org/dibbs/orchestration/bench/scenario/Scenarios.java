package org.dibbs.orchestration.bench.scenario;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

import org.dibbs.orchestration.bench.message.Message;
import org.dibbs.orchestration.bench.report.Results;
import org.dibbs.orchestration.bench.subject.Blocks;
import org.dibbs.orchestration.bench.subject.MeasuredStack;
import org.dibbs.orchestration.bench.subject.Target;

/**
 * Measures a kind of message at a target.
 */
public final class Scenarios {

	private static final int FHIR_SIZE = 11_000;

	private static final int ECR_SIZE = 43_000;

	private static final int LARGE_SIZE = 10_000_000;

	private static final int GROWTH_MESSAGES_A_SECOND = 30;

	private final Blocks blocks;

	private final Plan plan;

	private final Results results;

	private final Consumer<String> tell;

	/**
	 * Creates them.
	 * @param blocks the building blocks that the targets call
	 * @param plan how much is measured
	 * @param results where is noted what was measured
	 * @param tell told of progress
	 */
	public Scenarios(Blocks blocks, Plan plan, Results results, Consumer<String> tell) {
		this.blocks = blocks;
		this.plan = plan;
		this.results = results;
		this.tell = tell;
	}

	/**
	 * What a stack has to be told for a kind.
	 * @param kind the kind
	 * @return settings that are not the usual ones; if there are any, the stack is of no
	 * use for other kinds
	 */
	public static Map<String, String> settings(Kind kind) {
		return (kind == Kind.SCALE) ? TwoWorkers.SETTINGS : Map.of();
	}

	/**
	 * Measures.
	 * @param kind what
	 * @param target where; kinds for which nobody waits are for a stack only, and left
	 * out for the floor
	 * @throws IOException if the target is not reached or gets stuck
	 */
	public void run(Kind kind, Target target) throws IOException {
		Session session = new Session(kind, target, this.blocks, this.plan, this.results, this.tell);
		switch (kind) {
			case FHIR -> WaitingCallers.run(session, kind, Message.fhir(this.plan.root(), FHIR_SIZE));
			case ECR -> WaitingCallers.run(session, kind, Message.ecr(this.plan.root(), ECR_SIZE));
			case LARGE -> LargeMessages.run(session, Message.ecr(this.plan.root(), LARGE_SIZE));
			case ASYNC, GROWTH, SCALE -> {
				if (target instanceof MeasuredStack stack) {
					run(kind, session, stack);
				}
			}
		}
		session.close();
	}

	private void run(Kind kind, Session session, MeasuredStack stack) throws IOException {
		Message message = Message.fhir(this.plan.root(), FHIR_SIZE);
		switch (kind) {
			case ASYNC -> NobodyWaits.run(session, stack, message);
			case GROWTH ->
				LinearGrowth.run(session, stack, (int) this.plan.time().toSeconds() * GROWTH_MESSAGES_A_SECOND);
			case SCALE -> TwoWorkers.run(session, stack, message);
			case FHIR, ECR, LARGE -> throw new IllegalArgumentException(kind + " has callers who wait");
		}
	}

}
