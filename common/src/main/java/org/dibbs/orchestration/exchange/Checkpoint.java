package org.dibbs.orchestration.exchange;

/**
 * What a run of a workflow can go on from: the state before one of its steps, kept on
 * {@link Topics#CHECKPOINTS}.
 *
 * @param place where the state lies
 * @param nextStep the number of the step it is the state before, from 1; one more than
 * there are steps where all are done
 */
public record Checkpoint(RecordPlace place, int nextStep) {

}
