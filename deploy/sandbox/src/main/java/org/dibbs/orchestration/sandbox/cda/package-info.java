/**
 * Reading of CDA documents: a parser that loads nothing from outside, and safe
 * navigation.
 */
@NullMarked
package org.dibbs.orchestration.sandbox.cda;

import org.jspecify.annotations.NullMarked;
