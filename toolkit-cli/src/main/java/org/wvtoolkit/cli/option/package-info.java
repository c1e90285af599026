/**
 * Options that several commands share, one class per subject; commands include them as picocli mixins.
 *
 * <p>Input: what picocli parsed. Output: the option records of the library, whose defaults are the defaults here.
 */
@NullMarked
package org.wvtoolkit.cli.option;

import org.jspecify.annotations.NullMarked;
