/**
 * Text as lines and documents: ordered output, sampling, splitting, shuffling and deduplication.
 *
 * <p>Entry classes: {@link org.wvtoolkit.lines.OrderedText}, which writes the tokens of many
 * threads as text in order, and the implementations of {@link org.wvtoolkit.lines.UnitConsumer}.
 * Input: a {@link org.wvtoolkit.corpus.TokenSource}. Output: UTF-8 bytes. All classes process the
 * text as a stream.
 *
 * <p>Not part of the public API.
 */
@NullMarked
package org.wvtoolkit.lines;

import org.jspecify.annotations.NullMarked;
