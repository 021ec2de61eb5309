/**
 * Who did what: what an audit record tells, how it travels, and how it gets onto its
 * topic without anybody waiting for that.
 */
@NullMarked
package org.dibbs.orchestration.audit;

import org.jspecify.annotations.NullMarked;
