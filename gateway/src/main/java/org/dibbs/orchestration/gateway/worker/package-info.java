/**
 * The workers that the front door was told of: whose turn it is, who is left alone, and
 * who is asked next when one does not answer.
 */
@NullMarked
package org.dibbs.orchestration.gateway.worker;

import org.jspecify.annotations.NullMarked;
