/**
 * What the OpenTelemetry agent of both applications does differently from its defaults.
 * It runs in the agent's own class loader, so it depends on nothing but the agent.
 */
@NullMarked
package org.dibbs.orchestration.agent;

import org.jspecify.annotations.NullMarked;
