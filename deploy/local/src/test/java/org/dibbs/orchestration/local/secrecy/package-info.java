/**
 * Nothing of a message, no parameter and no secret gets into logs, spans, metrics and
 * errors.
 */
@NullMarked
package org.dibbs.orchestration.local.secrecy;

import org.jspecify.annotations.NullMarked;
