/**
 * Results on standard output: neighbours and properties as a table for a person, as tab-separated values for scripts, as
 * JSON.
 *
 * <p>Comes in: answers and properties. Goes out: text, with a dot in numbers in every locale.
 */
@NullMarked
package org.wvtoolkit.cli.output;

import org.jspecify.annotations.NullMarked;
