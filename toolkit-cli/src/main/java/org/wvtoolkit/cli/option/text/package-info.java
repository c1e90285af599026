/**
 * Options that name input texts and how they are read, and options for text output.
 */
@NullMarked
package org.wvtoolkit.cli.option.text;

import org.jspecify.annotations.NullMarked;
