/**
 * Text reading and tokenization.
 *
 * <p>Entry classes: {@link org.wvtoolkit.text.TextCorpus} for a corpus,
 * {@link org.wvtoolkit.text.analysis.Tokenization} for a query. Input: files, folders and streams,
 * as {@link org.wvtoolkit.text.stream.TextInput}. Output: a
 * {@link org.wvtoolkit.corpus.TokenSource}, which passes UTF-8 tokens to a collector from several
 * threads.
 *
 * <p>To add an analyzer, implement {@link org.wvtoolkit.text.analysis.TextAnalyzer} and add one
 * line to {@link org.wvtoolkit.text.analysis.TextAnalyzers}. An analyzer of Lucene requires the
 * line only.
 */
@NullMarked
package org.wvtoolkit.text;

import org.jspecify.annotations.NullMarked;
