/**
 * The message parser: picks values out of a bundle, or makes a PHDC document of it.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.block.messageparser;

import org.jspecify.annotations.NullMarked;
