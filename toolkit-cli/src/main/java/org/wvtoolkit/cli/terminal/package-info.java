/**
 * What the process was given: its streams, its environment, its terminal; and the progress of long work on it.
 *
 * <p>Entry class: {@link org.wvtoolkit.cli.terminal.ProcessContext}. Every command gets one instead of reaching for
 * {@code System}, so that tests give another.
 */
@NullMarked
package org.wvtoolkit.cli.terminal;

import org.jspecify.annotations.NullMarked;
