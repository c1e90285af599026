/**
 * Phrase detection: pairs of words that occur together more often than expected by chance are
 * joined into one token, for example {@code new_york}, which then has its own vector.
 *
 * <p>Entry classes: {@link org.wvtoolkit.phrases.PhraseFinder} finds the
 * {@link org.wvtoolkit.phrases.Phrases} of a {@link org.wvtoolkit.corpus.TokenSource};
 * {@link org.wvtoolkit.phrases.PhrasedSource} is a token source that joins them;
 * {@link org.wvtoolkit.phrases.KnownPhrases} joins the words of a query.
 */
@NullMarked
package org.wvtoolkit.phrases;

import org.jspecify.annotations.NullMarked;
