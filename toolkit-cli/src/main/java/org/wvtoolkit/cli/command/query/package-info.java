/**
 * Commands that query a model or the thesaurus: {@code wv similar}, {@code analogy}, {@code
 * similarity}, {@code distance} and others.
 */
@NullMarked
package org.wvtoolkit.cli.command.query;

import org.jspecify.annotations.NullMarked;
