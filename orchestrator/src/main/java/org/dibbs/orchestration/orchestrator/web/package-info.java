/**
 * The edge of the worker's HTTP interface: what every answer has in common, whichever
 * feature gives it.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.web;

import org.jspecify.annotations.NullMarked;
