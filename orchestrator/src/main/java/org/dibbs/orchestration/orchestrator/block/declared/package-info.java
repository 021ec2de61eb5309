/**
 * Services that an operator declares in a file: any that take and give JSON, without code
 * of their own.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.block.declared;

import org.jspecify.annotations.NullMarked;
