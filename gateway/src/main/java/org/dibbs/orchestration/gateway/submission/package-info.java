/**
 * What callers meet: the endpoint that takes messages, how it reads them and how it
 * answers.
 */
@NullMarked
package org.dibbs.orchestration.gateway.submission;

import org.jspecify.annotations.NullMarked;
