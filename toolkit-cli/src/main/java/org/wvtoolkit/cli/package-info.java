/**
 * The {@code wv} command.
 *
 * <p>Entry class: {@link org.wvtoolkit.cli.Main}; {@link org.wvtoolkit.cli.Wv} is the same without the process around it. The
 * commands are in {@code command}, the options that several of them share in {@code option}, what they print in
 * {@code output}, and the streams and the progress in {@code terminal}; each imports only what is after it in this list.
 */
@NullMarked
package org.wvtoolkit.cli;

import org.jspecify.annotations.NullMarked;
