/**
 * Options that several commands share, one class for each stage's flags; a command mixes in what it needs.
 *
 * <p>Comes in: what picocli parsed. Goes out: the options records of the library, whose defaults are the defaults here and are
 * shown in the help; nothing is typed twice.
 */
@NullMarked
package org.wvtoolkit.cli.option;

import org.jspecify.annotations.NullMarked;
