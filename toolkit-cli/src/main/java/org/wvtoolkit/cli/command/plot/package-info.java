/**
 * Commands below {@code wv plot}, which draw pictures.
 */
@NullMarked
package org.wvtoolkit.cli.command.plot;

import org.jspecify.annotations.NullMarked;
