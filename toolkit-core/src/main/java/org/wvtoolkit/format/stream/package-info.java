/**
 * Input and output of vector files: cursors, line scanners, number parsing and formatting, and
 * fault reports.
 */
@NullMarked
package org.wvtoolkit.format.stream;

import org.jspecify.annotations.NullMarked;
