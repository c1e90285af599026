/**
 * Words that belong together: found in a corpus by how much more often they stand side by side than chance would have them, and joined
 * to one token, {@code new_york}, so that they get a vector of their own.
 *
 * <p>Entry classes: {@link org.wvtoolkit.phrases.PhraseFinder}, which takes a {@link org.wvtoolkit.corpus.TokenSource} and gives {@link
 * org.wvtoolkit.phrases.Phrases}; {@link org.wvtoolkit.phrases.PhrasedSource}, which is a source of tokens with these joined; and {@link
 * org.wvtoolkit.phrases.KnownPhrases}, which joins the words of a question as those of the corpus were.
 */
@NullMarked
package org.wvtoolkit.phrases;

import org.jspecify.annotations.NullMarked;
