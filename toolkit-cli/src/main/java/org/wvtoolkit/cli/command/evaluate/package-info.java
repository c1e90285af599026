/**
 * Commands that score and compare models: {@code wv eval}, {@code compare}, {@code stability} and
 * {@code diff}.
 */
@NullMarked
package org.wvtoolkit.cli.command.evaluate;

import org.jspecify.annotations.NullMarked;
