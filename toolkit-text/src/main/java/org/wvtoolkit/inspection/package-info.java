/**
 * Text statistics from one pass over the tokens: size, vocabulary growth, line lengths, repetition
 * and languages.
 *
 * <p>Entry class: {@link org.wvtoolkit.inspection.Inspection}. Input: a
 * {@link org.wvtoolkit.corpus.TokenSource}. Output: a {@link org.wvtoolkit.inspection.TextProfile}.
 * Memory grows with the number of distinct words, not with the length of the text.
 *
 * <p>Not part of the public API.
 */
@NullMarked
package org.wvtoolkit.inspection;

import org.jspecify.annotations.NullMarked;
