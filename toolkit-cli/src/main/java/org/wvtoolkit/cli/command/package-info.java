/**
 * The commands of {@code wv}, one class each. A new one is a class here and a line in {@code Commands}.
 *
 * <p>Comes in: parsed options. Goes out: results on standard output, everything else on standard error, an exit code.
 */
@NullMarked
package org.wvtoolkit.cli.command;

import org.jspecify.annotations.NullMarked;
