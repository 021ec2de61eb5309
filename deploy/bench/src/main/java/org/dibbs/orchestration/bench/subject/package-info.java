/**
 * What is measured: a stack, and the floor; and the building blocks that both call.
 */
@NullMarked
package org.dibbs.orchestration.bench.subject;

import org.jspecify.annotations.NullMarked;
