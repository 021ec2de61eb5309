/**
 * What is done to a target, kind by kind.
 */
@NullMarked
package org.dibbs.orchestration.bench.scenario;

import org.jspecify.annotations.NullMarked;
