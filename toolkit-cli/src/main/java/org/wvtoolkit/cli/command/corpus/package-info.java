/**
 * Commands below {@code wv corpus}, which inspect and prepare texts.
 */
@NullMarked
package org.wvtoolkit.cli.command.corpus;

import org.jspecify.annotations.NullMarked;
