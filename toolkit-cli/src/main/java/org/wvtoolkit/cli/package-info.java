/**
 * The {@code wv} command.
 *
 * <p>Entry class: {@link org.wvtoolkit.cli.Main}; {@link org.wvtoolkit.cli.Wv} runs a command line without ending
 * the process. Commands are in {@code command}, shared options in {@code option}, query handling in {@code
 * question}, result formats in {@code output}, the layout of help in {@code help}, and streams and progress in
 * {@code terminal}.
 */
@NullMarked
package org.wvtoolkit.cli;

import org.jspecify.annotations.NullMarked;
