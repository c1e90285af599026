/**
 * Input and output of vector files: byte cursors, line scanners, parsing and formatting of numbers,
 * and defect reports.
 */
@NullMarked
package org.wvtoolkit.format.stream;

import org.jspecify.annotations.NullMarked;
