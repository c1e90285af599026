/**
 * Input formats: plain text, JSON lines, delimited text, HTML, MediaWiki dumps and WikiExtractor
 * output. A new format is a class here and a line in {@link
 * org.wvtoolkit.text.format.TextFormats}.
 */
@NullMarked
package org.wvtoolkit.text.format;

import org.jspecify.annotations.NullMarked;
