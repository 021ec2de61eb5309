/**
 * The workflow configs: what they say, and finding one by its name.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.registry;

import org.jspecify.annotations.NullMarked;
