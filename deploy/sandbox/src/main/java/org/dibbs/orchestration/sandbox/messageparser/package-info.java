/**
 * Stand-in for the message parser: named schemas of FHIRPath expressions.
 */
@NullMarked
package org.dibbs.orchestration.sandbox.messageparser;

import org.jspecify.annotations.NullMarked;
