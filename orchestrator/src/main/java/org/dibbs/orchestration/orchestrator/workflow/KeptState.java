package org.dibbs.orchestration.orchestrator.workflow;

import org.dibbs.orchestration.json.JsonFragment;

/**
 * The state of a run before one of its steps, in a form that can be stored.
 *
 * @param nextStep the number of the step, from 1; one more than there are steps where all
 * are done
 * @param document a JSON object, which holds parts of the message
 */
public record KeptState(int nextStep, JsonFragment document) {

}
