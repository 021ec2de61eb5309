/**
 * The database of this installation: an embedded one in a file, or PostgreSQL.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.database;

import org.jspecify.annotations.NullMarked;
