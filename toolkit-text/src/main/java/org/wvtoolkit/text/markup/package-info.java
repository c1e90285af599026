/**
 * Extraction of plain text from MediaWiki markup and resolution of character references. The entry
 * class is {@link org.wvtoolkit.text.markup.WikitextProse}.
 *
 * <p>Not part of the public API.
 */
@NullMarked
package org.wvtoolkit.text.markup;

import org.jspecify.annotations.NullMarked;
