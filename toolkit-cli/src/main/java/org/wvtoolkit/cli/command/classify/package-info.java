/**
 * Commands below {@code wv classify}, which train, test and apply text classifiers.
 */
@NullMarked
package org.wvtoolkit.cli.command.classify;

import org.jspecify.annotations.NullMarked;
