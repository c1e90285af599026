/**
 * Analyzers that tokenize text.
 *
 * <p>Entry class: {@link org.wvtoolkit.text.analysis.TextAnalyzers}. Input: UTF-8 text. Output:
 * tokens and sentence ends. A new analyzer is one class in this package and one line in the
 * registry.
 */
@NullMarked
package org.wvtoolkit.text.analysis;

import org.jspecify.annotations.NullMarked;
