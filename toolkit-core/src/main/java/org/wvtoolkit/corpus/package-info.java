/**
 * From tokens to numbers: text flows in through a {@link org.wvtoolkit.corpus.TokenSource}, and out comes an
 * {@link org.wvtoolkit.corpus.EncodedCorpus}, the word ids of every sentence in a file that is mapped, not read.
 *
 * <p>Entry class: {@link org.wvtoolkit.corpus.CorpusEncoder}. Nothing here knows files of text, encodings or tokenisers.
 */
@NullMarked
package org.wvtoolkit.corpus;

import org.jspecify.annotations.NullMarked;
