/**
 * Analyzers that tokenize text. The entry class is {@link
 * org.wvtoolkit.text.analysis.TextAnalyzers}; a new analyzer is a class here and a line there.
 */
@NullMarked
package org.wvtoolkit.text.analysis;

import org.jspecify.annotations.NullMarked;
