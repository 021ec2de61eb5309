/**
 * What one caller may take of the front doors together, and how long a request may take
 * to arrive.
 */
@NullMarked
package org.dibbs.orchestration.gateway.limits;

import org.jspecify.annotations.NullMarked;
