package org.dibbs.orchestration.orchestrator.ledger;

/**
 * How far an attempt is. The order is that in which it passes them; it never goes back.
 */
enum Stage {

	/** It has not begun. */
	QUEUED,

	/** It has begun. */
	RUNNING,

	/** It has ended, and another one is to follow by itself. */
	WAITING,

	/** It has ended the submission. */
	ENDED,

	/** It was given up. */
	DEAD,

	/** It had ended, and somebody wants another one. */
	REPLAYED

}
