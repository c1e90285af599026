/**
 * The layout of help texts.
 *
 * <p>Entry class: {@link org.wvtoolkit.cli.help.HelpLayout}. Input: a command with its options as picocli has read
 * them from the annotations. Output: the short help of {@code -h} and the complete help of {@code --help}.
 */
@NullMarked
package org.wvtoolkit.cli.help;

import org.jspecify.annotations.NullMarked;
