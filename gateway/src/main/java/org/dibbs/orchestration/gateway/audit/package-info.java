/**
 * The audit trail at the front door: who sent what, and who was not let in.
 */
@NullMarked
package org.dibbs.orchestration.gateway.audit;

import org.jspecify.annotations.NullMarked;
