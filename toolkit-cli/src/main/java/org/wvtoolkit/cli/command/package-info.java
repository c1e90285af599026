/**
 * The commands of {@code wv}. This package contains the registry {@link org.wvtoolkit.cli.command.Commands} and the
 * commands about the command line itself; the other commands are in packages by subject.
 *
 * <p>Input: parsed options. Output: results on standard output, messages on standard error, an exit code.
 */
@NullMarked
package org.wvtoolkit.cli.command;

import org.jspecify.annotations.NullMarked;
