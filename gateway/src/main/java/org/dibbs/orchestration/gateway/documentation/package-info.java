/**
 * Tells callers what the front door can do: the OpenAPI document, and the pages that show
 * it to a person.
 */
@NullMarked
package org.dibbs.orchestration.gateway.documentation;

import org.jspecify.annotations.NullMarked;
