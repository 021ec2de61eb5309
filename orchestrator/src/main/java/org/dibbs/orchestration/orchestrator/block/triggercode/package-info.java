/**
 * The trigger code reference service: marks what in a bundle shows which condition.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.block.triggercode;

import org.jspecify.annotations.NullMarked;
