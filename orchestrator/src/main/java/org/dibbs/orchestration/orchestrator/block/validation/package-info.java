/**
 * The validation service: checks a message before anything is made of it.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.block.validation;

import org.jspecify.annotations.NullMarked;
