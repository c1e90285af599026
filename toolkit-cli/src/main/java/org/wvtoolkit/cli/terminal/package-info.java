/**
 * The environment of the process: streams, variables, terminal, and progress display.
 *
 * <p>Entry class: {@link org.wvtoolkit.cli.terminal.ProcessContext}. Commands receive it instead of using {@code
 * System}, so that tests can replace it.
 */
@NullMarked
package org.wvtoolkit.cli.terminal;

import org.jspecify.annotations.NullMarked;
