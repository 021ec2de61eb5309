package org.dibbs.orchestration.local.chaos;

import java.util.Locale;

/** What goes wrong. */
enum FaultKind {

	/** Workers end without a word. */
	KILL_WORKER,

	/**
	 * All workers end without a word, at a moment when saves have taken effect that are
	 * not answered yet.
	 */
	KILL_AT_SAVE,

	/** A worker is stopped, is away until its partitions are others', and comes back. */
	RESTART_WORKER,

	/** A gateway ends without a word. */
	KILL_GATEWAY,

	/** The broker ends without a word. */
	KILL_BROKER,

	/** The broker is stopped and started. */
	RESTART_BROKER,

	/** The database ends without a word, and is away for some time. */
	STOP_DATABASE,

	/** Building blocks answer with errors, or break off. */
	BLOCKS_FAIL,

	/** Building blocks take longer to answer than is waited for. */
	BLOCKS_HANG,

	/** Saves fail, or take effect without an answer. */
	SAVES_FAIL;

	String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
