/**
 * Conversion of tokens to word ids. A {@link org.wvtoolkit.corpus.TokenSource} provides tokens, and
 * the result is an {@link org.wvtoolkit.corpus.EncodedCorpus}: the word ids of all sentences in a
 * memory-mapped file.
 *
 * <p>Entry class: {@link org.wvtoolkit.corpus.CorpusEncoder}. File formats, character encodings and
 * tokenizers are outside this package.
 */
@NullMarked
package org.wvtoolkit.corpus;

import org.jspecify.annotations.NullMarked;
