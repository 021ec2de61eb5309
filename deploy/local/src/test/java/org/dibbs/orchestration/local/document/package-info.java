/**
 * The documents that describe our interfaces to others, and what tests ask of them.
 */
@NullMarked
package org.dibbs.orchestration.local.document;

import org.jspecify.annotations.NullMarked;
