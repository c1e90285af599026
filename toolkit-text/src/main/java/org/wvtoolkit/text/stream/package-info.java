/**
 * Byte streams of input files: decompression, archives, transcoding to UTF-8, limits and
 * observation. The entry class is {@link org.wvtoolkit.text.stream.InputFiles}.
 */
@NullMarked
package org.wvtoolkit.text.stream;

import org.jspecify.annotations.NullMarked;
