/**
 * How the OpenTelemetry agent is started where classes come from an archive. It runs in
 * the application's class loader, before the application, and depends on nothing.
 */
@NullMarked
package org.dibbs.orchestration.agent.launch;

import org.jspecify.annotations.NullMarked;
