package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;

/**
 * What waits on the queue.
 *
 * @param depth how many records no worker has finished
 * @param oldestAge how long ago the oldest of them was put there; zero where there is
 * none
 */
record QueueState(long depth, Duration oldestAge) {

}
