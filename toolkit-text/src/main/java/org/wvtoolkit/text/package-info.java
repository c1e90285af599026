/**
 * From text to tokens.
 *
 * <p>Comes in: files, folders and streams, through {@link org.wvtoolkit.text.stream.TextInput}. Goes out: a
 * {@link org.wvtoolkit.corpus.TokenSource}, which pours tokens in UTF-8 into whatever collects them, on all cores. Entry classes:
 * {@link org.wvtoolkit.text.TextCorpus} for a corpus, {@link org.wvtoolkit.text.analysis.Tokenization} for a question, which it cuts as the
 * corpus was cut.
 *
 * <p>To add an analyzer is one class that implements {@link org.wvtoolkit.text.analysis.TextAnalyzer} plus one line in
 * {@link org.wvtoolkit.text.analysis.TextAnalyzers}, or for an analyzer of Lucene's just the line.
 */
@NullMarked
package org.wvtoolkit.text;

import org.jspecify.annotations.NullMarked;
