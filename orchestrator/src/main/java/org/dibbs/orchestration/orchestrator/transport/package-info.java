/**
 * TLS, secrets and the encryption of payloads, as the environment says.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.transport;

import org.jspecify.annotations.NullMarked;
