/**
 * TLS and secrets, as the environment says.
 */
@NullMarked
package org.dibbs.orchestration.gateway.transport;

import org.jspecify.annotations.NullMarked;
