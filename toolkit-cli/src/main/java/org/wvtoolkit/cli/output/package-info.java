/**
 * Formats of results: tables, TSV, JSON, Markdown and HTML.
 *
 * <p>Input: results of the library. Output: text, with a decimal point in every locale.
 */
@NullMarked
package org.wvtoolkit.cli.output;

import org.jspecify.annotations.NullMarked;
