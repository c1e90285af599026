/**
 * Extraction of plain text from MediaWiki markup and resolution of character references. The entry
 * class is {@link org.wvtoolkit.text.markup.WikitextProse}.
 */
@NullMarked
package org.wvtoolkit.text.markup;

import org.jspecify.annotations.NullMarked;
