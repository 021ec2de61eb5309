/**
 * Encrypts what records carry of patients, between the applications and Kafka's clients.
 */
@NullMarked
package org.dibbs.orchestration.payload;

import org.jspecify.annotations.NullMarked;
