/**
 * Makes a submission of an uploaded file: takes the form apart, opens the zip, decodes
 * the text. Knows neither HTTP's connections nor the queue, and works on the bytes where
 * they are.
 */
@NullMarked
package org.dibbs.orchestration.gateway.upload;

import org.jspecify.annotations.NullMarked;
