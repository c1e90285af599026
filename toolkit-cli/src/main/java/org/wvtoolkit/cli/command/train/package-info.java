/**
 * Commands that train models and search for training settings: {@code wv train} and {@code wv
 * tune}.
 */
@NullMarked
package org.wvtoolkit.cli.command.train;

import org.jspecify.annotations.NullMarked;
