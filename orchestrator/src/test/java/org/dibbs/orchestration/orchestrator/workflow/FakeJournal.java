package org.dibbs.orchestration.orchestrator.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.dibbs.orchestration.orchestrator.registry.StepConfig;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what it was told.
 */
public class FakeJournal implements RunJournal {

	final List<String> told = new ArrayList<>();

	final List<StepEnd> ends = new ArrayList<>();

	@Nullable KeptState kept;

	@Override
	public void stepEnded(StepEnd end) {
		this.told.add("ended " + end.number());
		this.ends.add(end);
	}

	@Override
	public void onceBegins(int number, StepConfig step) {
		this.told.add("begins " + number);
	}

	@Override
	public void onceDone(StepEnd end, Supplier<KeptState> state) {
		this.told.add("done " + end.number());
		this.ends.add(end);
		this.kept = state.get();
	}

	@Override
	public void onceFailed(StepEnd end) {
		this.told.add("failed " + end.number());
		this.ends.add(end);
	}

}
