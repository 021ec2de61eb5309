/**
 * The building blocks as the worker sees them: what is sent to which endpoint, how, and
 * what its answer means. One sub-package a service holds that service's request builders
 * and response unpackers.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.block;

import org.jspecify.annotations.NullMarked;
