/**
 * The ledger: where every submission is, since when, and why it failed. A projection of
 * the events of submissions into the database, asked over HTTP.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.ledger;

import org.jspecify.annotations.NullMarked;
