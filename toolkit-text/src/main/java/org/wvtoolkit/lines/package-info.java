/**
 * Text as lines and documents, in the order in which it was read: written out, sampled, split, shuffled, freed of repetition.
 *
 * <p>Entry classes: {@link org.wvtoolkit.lines.OrderedText}, which takes tokens from many threads and gives text in order, and the
 * {@link org.wvtoolkit.lines.UnitConsumer}s. In: a {@link org.wvtoolkit.corpus.TokenSource}. Out: bytes in UTF-8. Everything streams.
 */
@NullMarked
package org.wvtoolkit.lines;

import org.jspecify.annotations.NullMarked;
