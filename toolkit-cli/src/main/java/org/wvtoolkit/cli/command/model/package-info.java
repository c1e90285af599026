/**
 * Commands that describe, check and transform model files: {@code wv info}, {@code convert},
 * {@code check-model}, {@code compress} and {@code index}.
 */
@NullMarked
package org.wvtoolkit.cli.command.model;

import org.jspecify.annotations.NullMarked;
