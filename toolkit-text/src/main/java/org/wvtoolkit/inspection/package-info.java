/**
 * What a text is like, found out in one pass over its tokens: how much there is, how its vocabulary grows, what is repeated.
 *
 * <p>Entry class: {@link org.wvtoolkit.inspection.Inspection}. In: a {@link org.wvtoolkit.corpus.TokenSource}. Out: a
 * {@link org.wvtoolkit.inspection.TextProfile}. Memory grows with the distinct words, not with the text.
 */
@NullMarked
package org.wvtoolkit.inspection;

import org.jspecify.annotations.NullMarked;
