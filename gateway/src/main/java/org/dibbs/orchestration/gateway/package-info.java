/**
 * The front door: it takes messages over HTTP, puts them on the queue and answers with
 * what became of them.
 */
@NullMarked
package org.dibbs.orchestration.gateway;

import org.jspecify.annotations.NullMarked;
