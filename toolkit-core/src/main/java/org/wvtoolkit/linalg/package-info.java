/** Dense and sparse matrices of single precision, off the heap. */
@NullMarked
package org.wvtoolkit.linalg;

import org.jspecify.annotations.NullMarked;
