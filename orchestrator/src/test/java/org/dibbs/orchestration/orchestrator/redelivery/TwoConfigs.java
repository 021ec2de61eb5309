package org.dibbs.orchestration.orchestrator.redelivery;

import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.registry.ConfigRegistry;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;
import org.dibbs.orchestration.orchestrator.registry.WorkflowConfig;
import org.jspecify.annotations.Nullable;

/**
 * Two configs with three steps each.
 */
final class TwoConfigs implements ConfigRegistry {

	private static final StepConfig STEP = new StepConfig("a", "s", "e", Map.of(), Map.of());

	@Override
	public @Nullable WorkflowConfig find(String name) {
		return List.of("a.json", "b.json").contains(name)
				? new WorkflowConfig(name, 7, List.of(STEP, STEP, STEP), List.of(), true, JsonFragment.EMPTY_OBJECT)
				: null;
	}

	@Override
	public @Nullable WorkflowConfig find(String name, int version) {
		return find(name);
	}

	@Override
	public List<String> defaultNames() {
		return List.of();
	}

	@Override
	public List<String> customNames() {
		return List.of();
	}

}
